using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

internal static class CommandReader
{
    private const int LongestCommandId = 256;

    public static OpenC2Command? Read(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "command"))
            return null;
        OpenC2Action? action = null;
        OpenC2Target? target = null;
        OpenC2Args? args = null;
        OpenC2Actuator? actuator = null;
        string? id = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "action": action = ReadAction(r, member.Value); break;
                case "target": target = TargetReader.Read(r, member.Value); break;
                case "args": args = ArgsReader.Read(r, member.Value); break;
                case "actuator": actuator = ReadActuator(r, member.Value); break;
                case "command_id": id = ReadId(r, member.Value); break;
                default: r.Unknown("command", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        if (action is not { } verb)
            return r.Refuse<OpenC2Command>("command has no action");
        if (target is null)
            return r.Refuse<OpenC2Command>("command has no target");
        if (target is OpenC2Target.Features && verb != OpenC2Action.Query)
            return r.Refuse<OpenC2Command>("features is a target of query only");
        return new(verb, target, args, actuator, id);
    }

    private static OpenC2Action? ReadAction(Refusals r, JsonElement e)
    {
        if (r.Text(e, "action") is not { } text)
            return null;
        if (ActionNames.TryRead(text, out var action))
            return action;
        r.Refuse<object>($"action is not known: '{Refusals.Short(text)}'");
        return null;
    }

    private static string? ReadId(Refusals r, JsonElement e)
    {
        var id = r.Text(e, "command_id", LongestCommandId);
        return id is null || !id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? id : r.Refuse<string>("command_id has white space or control characters");
    }

    private static OpenC2Actuator? ReadActuator(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "actuator"))
            return null;
        if (e.GetPropertyCount() != 1)
            return r.Refuse<OpenC2Actuator>("actuator names more than one profile");
        var member = e.EnumerateObject().First();
        if (member.Name != "slpf")
            return r.Extension(member, "actuator") is { } extension
                ? new(member.Name, member.Value.TryGetProperty("asset_id", out var x) && x.ValueKind == JsonValueKind.String ? x.GetString() : null, extension.Json)
                : null;
        if (!r.Vocabulary.Profiles.Contains("slpf"))
            return r.Refuse<OpenC2Actuator>("actuator names a profile that is not known here: 'slpf'");
        if (!r.IsObject(member.Value, "actuator.slpf", mayBeEmpty: true))
            return null;
        string? asset = null;
        foreach (var specifier in member.Value.EnumerateObject())
        {
            switch (specifier.Name)
            {
                case "asset_id": asset = r.Text(specifier.Value, "asset_id"); break;
                case "hostname" or "named_group": r.Text(specifier.Value, specifier.Name); break;
                case "asset_tuple": ReadTuple(r, specifier.Value); break;
                default: r.Unknown("actuator.slpf", specifier.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return new("slpf", asset, Refusals.Compact(member.Value));
    }

    private static void ReadTuple(Refusals r, JsonElement e)
    {
        if (e.ValueKind != JsonValueKind.Array || e.GetArrayLength() > 10)
            r.Refuse<object>("asset_tuple is not a list of at most ten strings");
        else
            foreach (var item in e.EnumerateArray())
                r.Text(item, "asset_tuple");
    }
}
