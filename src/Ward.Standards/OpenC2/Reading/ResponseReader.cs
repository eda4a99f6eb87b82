using System.Text.Json;

namespace Ward.Standards.OpenC2.Reading;

internal static class ResponseReader
{
    private static readonly HashSet<string> StandardTargets =
    [
        "artifact", "command", "device", "domain_name", "email_addr", "features", "file", "idn_domain_name", "idn_email_addr",
        "ipv4_net", "ipv6_net", "ipv4_connection", "ipv6_connection", "iri", "mac_addr", "process", "properties", "uri",
    ];

    public static OpenC2Response? Read(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "response"))
            return null;
        long? status = null;
        string? text = null;
        OpenC2Results? results = null;
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "status":
                    status = r.Integer(member.Value, "status", 0, int.MaxValue);
                    if (status is { } code && !OpenC2Status.IsKnown(code))
                        r.Refuse<object>($"status {code} is not a status of OpenC2");
                    break;
                case "status_text": text = r.Text(member.Value, "status_text"); break;
                case "results": results = ReadResults(r, member.Value); break;
                default: r.Unknown("response", member.Name); break;
            }
            if (r.Failed)
                return null;
        }
        return status is { } known ? new((int)known, text, results) : r.Refuse<OpenC2Response>("response has no status");
    }

    private static OpenC2Results? ReadResults(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "results"))
            return null;
        IReadOnlyList<string>? versions = null, profiles = null;
        IReadOnlyList<(OpenC2Action, IReadOnlyList<string>)>? pairs = null;
        decimal? rate = null;
        SlpfResult? slpf = null;
        List<OpenC2Extension> extensions = [];
        foreach (var member in e.EnumerateObject())
        {
            switch (member.Name)
            {
                case "versions": versions = ReadNames(r, member.Value, "versions", static v => v.Length is > 0 and <= 32); break;
                case "profiles": profiles = ReadNames(r, member.Value, "profiles", static p => Names.IsName(p)); break;
                case "pairs": pairs = ReadPairs(r, member.Value); break;
                case "rate_limit":
                    if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out var number) && number >= 0)
                        rate = number;
                    else
                        r.Refuse<object>("rate_limit is not a number from 0");
                    break;
                case "slpf" when r.Vocabulary.Profiles.Contains("slpf"): slpf = ReadSlpf(r, member.Value); break;
                default:
                    if (r.Extension(member, "results") is { } extension)
                        extensions.Add(extension);
                    break;
            }
            if (r.Failed)
                return null;
        }
        return new(versions, profiles, pairs, rate, slpf, extensions);
    }

    private static SlpfResult? ReadSlpf(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "results.slpf", mayBeEmpty: true))
            return null;
        long? rule = null;
        foreach (var member in e.EnumerateObject())
        {
            if (member.Name == "rule_number")
                rule = r.Integer(member.Value, "rule_number", long.MinValue, long.MaxValue);
            else
                r.Unknown("results.slpf", member.Name);
        }
        return r.Failed ? null : new(rule);
    }

    private static List<(OpenC2Action, IReadOnlyList<string>)>? ReadPairs(Refusals r, JsonElement e)
    {
        if (!r.IsObject(e, "pairs"))
            return null;
        List<(OpenC2Action, IReadOnlyList<string>)> pairs = [];
        foreach (var member in e.EnumerateObject())
        {
            if (!ActionNames.TryRead(member.Name, out var action))
            {
                r.Unknown("pairs", member.Name);
                return null;
            }
            if (ReadNames(r, member.Value, $"pairs.{member.Name}", name => MayPair(r.Vocabulary, action, name)) is not { } targets)
                return null;
            pairs.Add((action, targets));
        }
        return pairs;
    }

    private static bool MayPair(OpenC2Vocabulary vocabulary, OpenC2Action action, string target)
    {
        if (target == "features" && action != OpenC2Action.Query)
            return false;
        if (vocabulary.Pairs is { } known)
            return known.TryGetValue(action, out var targets) && targets.Contains(target);
        var colon = target.IndexOf(':');
        return colon < 0
            ? StandardTargets.Contains(target)
            : vocabulary.Profiles.Contains(target[..colon]) && Names.IsName(target.AsSpan(colon + 1));
    }

    private static List<string>? ReadNames(Refusals r, JsonElement e, string where, Func<string, bool> fits)
    {
        if (e.ValueKind != JsonValueKind.Array)
            return r.Refuse<List<string>>($"{where} is not a list");
        List<string> names = [];
        foreach (var item in e.EnumerateArray())
        {
            if (r.Text(item, where) is not { } name)
                return null;
            if (!fits(name))
                return r.Refuse<List<string>>($"{where} does not take '{Refusals.Short(name)}'");
            if (names.Contains(name))
                return r.Refuse<List<string>>($"{where} names '{name}' twice");
            names.Add(name);
        }
        return names;
    }
}
