using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

internal static class ArgsReader
{
    // The last millisecond that a DateTimeOffset can hold.
    private const long LastMoment = 253402300799999;

    public static OpenC2Args? Read(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "args"))
            return null;
        long? start = null, stop = null, duration = null;
        ResponseRequest? asked = null;
        SlpfArgs? slpf = null;
        List<OpenC2Extension> extensions = [];
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "start_time": start = r.Integer(member.Value, "start_time", 0, LastMoment); break;
                case "stop_time": stop = r.Integer(member.Value, "stop_time", 0, LastMoment); break;
                case "duration": duration = r.Integer(member.Value, "duration", 0, LastMoment); break;
                case "response_requested":
                    if (r.OneOf(member.Value, "response_requested", "none", "ack", "status", "complete") is { } word)
                        asked = Enum.Parse<ResponseRequest>(word, ignoreCase: true);
                    break;
                case "slpf" when r.Vocabulary.Profiles.Contains("slpf"): slpf = ReadSlpf(r, member.Value); break;
                default:
                    if (r.Extension(member, "args") is { } extension)
                        extensions.Add(extension);
                    break;
            }
            if (r.Failed)
                return null;
        }
        if (start is not null && stop is not null && duration is not null)
            return r.Refuse<OpenC2Args>("only two of start_time, stop_time and duration may be given");
        if (start > stop)
            return r.Refuse<OpenC2Args>("stop_time lies before start_time");
        return new(At(start), At(stop), duration is { } ms ? TimeSpan.FromMilliseconds(ms) : null, asked, slpf, extensions);
    }

    private static DateTimeOffset? At(long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    private static SlpfArgs? ReadSlpf(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "args.slpf"))
            return null;
        string? drop = null, direction = null;
        bool? persistent = null;
        long? insert = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "drop_process": drop = r.OneOf(member.Value, "drop_process", "none", "reject", "false_ack"); break;
                case "persistent": persistent = r.Flag(member.Value, "persistent"); break;
                case "direction": direction = r.OneOf(member.Value, "direction", "both", "ingress", "egress"); break;
                case "insert_rule": insert = r.Integer(member.Value, "insert_rule", long.MinValue, long.MaxValue); break;
                default: r.Unknown("args.slpf", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new(drop, persistent, direction, insert);
    }
}
