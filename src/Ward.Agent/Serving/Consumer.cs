using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ward.Agent.Keeping;
using Ward.Agent.Sensing;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;

namespace Ward.Agent.Serving;

/// <summary>The OpenC2 consumer: one command, one answer. What it does not know is refused before anything is touched. Thread-safe.</summary>
/// <param name="own">Addresses of this machine, asked for each command since they change; never cut.</param>
internal sealed class Consumer(LeaseKeeper keeper, Witness witness, ProtectedSet spared, AgentOptions options, Func<IReadOnlyList<IPAddress>> own)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    /// <param name="role">The role URI of the client's certificate.</param>
    /// <param name="from">The address that the command came from; never cut either, unless it is this machine.</param>
    public async Task<OpenC2Response> Answer(OpenC2Command command, string role, IPAddress from, CancellationToken stop)
    {
        if (role != WardProfile.ProducerRole && !(role == WardProfile.ReleaseRole && command.Action == OpenC2Action.Delete))
            return Say(OpenC2Status.Forbidden, "this certificate may release and nothing else");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Deadline);
        return (command.Action, command.Target) switch
        {
            (OpenC2Action.Query, OpenC2Target.Features asked) => Features(asked),
            (OpenC2Action.Query, OpenC2Target.Extension { Kind: WardProfile.Leases }) => await Held(command, deadline.Token),
            (OpenC2Action.Query, OpenC2Target.Extension { Kind: WardProfile.Witness } asked) => await witness.Answer(asked.Json, deadline.Token),
            (OpenC2Action.Delete, OpenC2Target.Extension { Kind: WardProfile.Lease } lease) => await Release(lease.Json, deadline.Token),
            (OpenC2Action.Delete, OpenC2Target.Extension { Kind: WardProfile.Leases }) => await ReleaseAll(command, deadline.Token),
            (OpenC2Action.Delete, OpenC2Target.RuleNumber rule) => await ReleaseRule(rule.Number, deadline.Token),
            (OpenC2Action.Deny or OpenC2Action.Contain, _) => await Begin(command, from, deadline.Token),
            _ => Say(OpenC2Status.NotImplemented, $"{command.Action.Name()} {command.Target.Name} is not carried out here"),
        };
    }

    public static OpenC2Response Say(int status, string words) => new(status, words, null);

    private async Task<OpenC2Response> Begin(OpenC2Command command, IPAddress from, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(command.CommandId))
            return Say(OpenC2Status.BadRequest, "a command that changes something needs a command_id");
        if (ElementOf(command) is not { } element)
            return Say(OpenC2Status.NotFound, "no such element here");
        if (command.Args is { Slpf: { } slpf } && (slpf.DropProcess is not (null or "none") || slpf.Direction is not (null or "both") || slpf.InsertRule is not null))
            return Say(OpenC2Status.NotImplemented, "only drop_process none and direction both are carried out here");
        if (command.Args is { Extensions.Count: > 0 })
            return Say(OpenC2Status.NotImplemented, "no extension arguments are known here");
        var driver = keeper.Elements[element];
        if (!driver.Pairs.Contains((command.Action, command.Target.Name)))
            return Say(OpenC2Status.NotImplemented, $"{driver.Kind} does not carry out {command.Action.Name()} {command.Target.Name}");
        if (!CommandTarget.TryRead(command, out var target, out var reason))
            return Say(OpenC2Status.NotImplemented, reason);
        var now = keeper.Clock.Now;
        if (!LeaseTimes.TryRead(command.Args, now, options.LongestLease, out var until, out var status, out reason))
        {
            // A copy that comes after the end is still the same command: say what became of it.
            return keeper.Find(command.CommandId) is { } known && known.Command == Canonical(command) ? Begun(new(OpenC2Status.Ok, "its end has come", known)) : Say(status, reason);
        }
        IEnumerable<IPAddress> also = IPAddress.IsLoopback(from) ? own() : [.. own(), from];
        if (spared.Refusal(target, also) is { } refusal)
            return Say(OpenC2Status.Forbidden, refusal);
        var draft = new Lease(command.CommandId, element, target, Canonical(command), InverseOf(driver, target), 0, now, until, "", 0, Ended: false);
        return Begun(await keeper.Begin(draft, stop));
    }

    private static OpenC2Response Begun(BeginResult result)
    {
        if (result.Lease is not { } lease || result.Status != OpenC2Status.Ok)
            return Say(result.Status, result.Words);
        return new(OpenC2Status.Ok, result.Words, new(null, null, null, null, new(lease.Rule), [Json(j =>
        {
            j.WriteString("id", lease.Id);
            j.WriteNumber("until", lease.Until.ToUnixTimeMilliseconds());
        })]));
    }

    private async Task<OpenC2Response> Release(string json, CancellationToken stop) =>
        IdIn(json) is { } id ? Ended(await keeper.End(id, "released", stop)) : Say(OpenC2Status.BadRequest, "x-ward:lease is {\"id\": \"...\"}");

    private async Task<OpenC2Response> ReleaseRule(long rule, CancellationToken stop) =>
        keeper.FindRule(rule) is { } lease ? Ended(await keeper.End(lease.Id, "released", stop)) : Say(OpenC2Status.NotFound, "no such rule");

    private async Task<OpenC2Response> ReleaseAll(OpenC2Command command, CancellationToken stop)
    {
        var element = command.Actuator?.AssetId;
        if (element is not null && !keeper.Elements.ContainsKey(element))
            return Say(OpenC2Status.NotFound, "no such element here");
        var reports = await keeper.EndAll(element, stop);
        var failed = reports.Where(r => r.Report is not ElementReport.Done).ToList();
        return failed.Count == 0
            ? Say(OpenC2Status.Ok, $"everything released at {string.Join(", ", reports.Select(r => r.Element))}")
            : Say(OpenC2Status.InternalError, string.Join("; ", failed.Select(r => $"{r.Element}: {r.Report.Words}")));
    }

    private static OpenC2Response Ended(ElementReport report) =>
        Say(report is ElementReport.Done ? OpenC2Status.Ok : OpenC2Status.InternalError, report.Words);

    private async Task<OpenC2Response> Held(OpenC2Command command, CancellationToken stop)
    {
        if (ElementOf(command) is not { } element)
            return Say(OpenC2Status.NotFound, "no such element here");
        if (await keeper.Held(element, stop) is not { } held)
            return Say(OpenC2Status.ServiceUnavailable, "the element does not answer");
        return new(OpenC2Status.Ok, null, OpenC2Results.Of(Json(j =>
        {
            j.WriteStartArray("leases");
            foreach (var lease in held)
            {
                j.WriteStartObject();
                j.WriteString("id", lease.Id);
                j.WriteNumber("until", lease.Until.ToUnixTimeMilliseconds());
                j.WriteEndObject();
            }
            j.WriteEndArray();
        })));
    }

    private OpenC2Response Features(OpenC2Target.Features asked)
    {
        if (asked is { Versions: false, Profiles: false, Pairs: false, RateLimit: false })
            return new(OpenC2Status.Ok, null, null);
        return new(OpenC2Status.Ok, null, new(
            asked.Versions ? ["1.0"] : null,
            asked.Profiles ? ["slpf", WardProfile.Name] : null,
            asked.Pairs ? Pairs() : null,
            asked.RateLimit ? options.RateLimit : null,
            null, []));
    }

    private List<(OpenC2Action, IReadOnlyList<string>)> Pairs()
    {
        List<(OpenC2Action, IReadOnlyList<string>)> pairs = [.. keeper.Elements.Values.SelectMany(d => d.Pairs).Distinct()
            .GroupBy(p => p.Action, p => p.Target).Select(g => (g.Key, (IReadOnlyList<string>)[.. g]))];
        pairs.Add((OpenC2Action.Delete, ["slpf:rule_number", $"{WardProfile.Name}:{WardProfile.Lease}", $"{WardProfile.Name}:{WardProfile.Leases}"]));
        pairs.Add((OpenC2Action.Query, ["features", $"{WardProfile.Name}:{WardProfile.Leases}", $"{WardProfile.Name}:{WardProfile.Witness}"]));
        return pairs;
    }

    private string? ElementOf(OpenC2Command command) => command.Actuator?.AssetId is { } name
        ? keeper.Elements.ContainsKey(name) ? name : null
        : keeper.Elements.Count == 1 ? keeper.Elements.Keys.First() : null;

    // What makes two commands the same one: a copy sent later has a shorter duration, and asks for no other thing.
    private static string Canonical(OpenC2Command command) =>
        Encoding.UTF8.GetString((command with { Args = command.Args?.StopTime is { } end ? new(null, end, null, null, null, []) : null }).Print());

    private static string InverseOf(IElementDriver driver, ElementTarget target) => driver.Kind == "nftables"
        ? string.Create(CultureInfo.InvariantCulture, $"nft: delete the elements of {target} from the sets of table inet ward")
        : string.Create(CultureInfo.InvariantCulture, $"{driver.Kind}: take 'deny {target};' out of the deny list and reload");

    private static string? IdIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.GetPropertyCount() == 1
            && root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
    }

    public static OpenC2Extension Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return new(WardProfile.Name, Encoding.UTF8.GetString(stream.ToArray()));
    }
}
