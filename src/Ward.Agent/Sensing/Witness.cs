using System.Net;
using System.Text.Json;
using Ward.Agent.Keeping;
using Ward.Agent.Serving;
using Ward.Elements;
using Ward.Elements.Leases;
using Ward.Elements.Targets;
using Ward.Standards.OpenC2;

namespace Ward.Agent.Sensing;

/// <summary>Answers 'query x-ward:witness': did the flow stop, and do the services still answer, by another path than the one that acted.</summary>
internal sealed class Witness(LeaseKeeper keeper, ServiceProbes probes)
{
    private const int MostProbes = 32;
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(50), LongestWindow = TimeSpan.FromSeconds(2);

    public async Task<OpenC2Response> Answer(string json, CancellationToken stop)
    {
        if (Read(json) is not var (id, window, asked) || asked is null)
            return Consumer.Say(OpenC2Status.BadRequest, "x-ward:witness is {\"id\": \"...\", \"window_ms\": 50 to 2000, \"probes\": up to 32 tcp, http or https URIs}, each optional");
        var lease = id is null ? null : keeper.Find(id);
        if (id is not null && lease is null)
            return Consumer.Say(OpenC2Status.NotFound, "no such lease");
        var services = probes.Broken(asked, stop);
        var (state, words) = lease is null ? ("quiet", "no lease was asked about") : await See(lease, window, stop);
        var broken = await services;
        if (broken.Count > 0)
            (state, words) = ("broken", $"answered before and does not now: {string.Join(", ", broken)}; {words}");
        return new(OpenC2Status.Ok, null, OpenC2Results.Of(Consumer.Json(j =>
        {
            j.WriteString("testimony", state);
            j.WriteString("words", words);
        })));
    }

    private async Task<(string State, string Words)> See(Lease lease, TimeSpan window, CancellationToken stop)
    {
        if (!keeper.Elements[lease.Element].EndsByItself)
        {
            // The probe server asks the running process itself; the hand wrote a file.
            return await keeper.Elements[lease.Element].CheckRunning(lease.Target, stop) switch
            {
                RunningState.Refuses => ("holds", "the running server refuses the address"),
                RunningState.Passes => ("broken", "the running server still serves the address"),
                _ => ("absent", "the running server could not be asked"),
            };
        }
        var sight = await Task.Run(() => PacketSensor.Watch(MatchOf(lease.Target), lease.Target is not ElementTarget.Connection { Port: 0 }, window, keeper.Clock.Time, stop), stop);
        return sight switch
        {
            null => ("absent", "packets cannot be watched here"),
            { Leaving: > 0 } => ("broken", $"traffic of the target still passes ({sight.Attempts} packets in)"),
            { Attempts: > 0 } => ("holds", $"{sight.Attempts} packets came and none passed"),
            _ => ("quiet", "nothing of the target was seen"),
        };
    }

    private static Func<IPAddress, IPAddress, byte, int, bool> MatchOf(ElementTarget target) => target switch
    {
        ElementTarget.Source source => (from, _, _, _) => source.Range.Contains(from),
        ElementTarget.Host host => (from, _, _, _) => host.Addresses.Contains(from),
        ElementTarget.Connection flow => (from, to, protocol, port) =>
            protocol == flow.Protocol && flow.From.Contains(from) && flow.To.Contains(to) && (flow.Port == 0 || port == flow.Port),
        _ => throw new InvalidOperationException($"no match for {target.GetType().Name}"),
    };

    private static (string? Id, TimeSpan Window, List<Uri>? Probes)? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        string? id = null;
        var window = TimeSpan.FromMilliseconds(250);
        List<Uri> asked = [];
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Name == "id" && member.Value.ValueKind == JsonValueKind.String)
                id = member.Value.GetString();
            else if (member.Name == "window_ms" && member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var ms)
                && ms >= ShortestWindow.TotalMilliseconds && ms <= LongestWindow.TotalMilliseconds)
                window = TimeSpan.FromMilliseconds(ms);
            else if (member.Name == "probes" && member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() <= MostProbes)
            {
                foreach (var item in member.Value.EnumerateArray())
                {
                    if (item.ValueKind != JsonValueKind.String || !Uri.TryCreate(item.GetString(), UriKind.Absolute, out var uri)
                        || uri.Scheme is not ("tcp" or "http" or "https") || uri.Port < 1)
                        return null;
                    asked.Add(uri);
                }
            }
            else
                return null;
        }
        return (id, window, asked);
    }
}
