using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Ward.City;
using Ward.Respond.Execution;
using Ward.Respond.Plans;
using Ward.Standards.OpenC2;
using Ward.Standards.OpenC2.Profiles;
using Ward.Trust.Certificates;

namespace Ward.Respond.Dialogue;

/// <summary>
/// The dialogue with the agents. Exception policy: whatever an agent does or does not answer is a report; an answer that
/// does not come, breaks off or makes no sense is Unknown, never success. Thread-safe.
/// </summary>
/// <param name="probesOf">Probes of the services that a change at the element might break.</param>
public sealed class OpenC2Actuators(
    AgentRegistry registry, CityAuthority authority, Func<ElementId, IReadOnlyList<Uri>> probesOf, TimeProvider time, ILogger log) : IActuators, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly AgentLines lines = new(authority, time);
    private readonly ConcurrentDictionary<string, bool> silent = new(StringComparer.Ordinal);

    public IReadOnlyList<ElementId> Reachable => [.. registry.Agents.Where(a => !silent.ContainsKey(a.Pin)).SelectMany(a => a.Elements)];

    /// <summary>Whether it answered when it was last asked; true before that.</summary>
    public bool Answers(AgentRecord agent) => !silent.ContainsKey(agent.Pin);

    public Task<ActuatorReport> Apply(LeasedAction action, CancellationToken stop) =>
        Command(action.Element, CommandWords.Apply(action, time.GetUtcNow()), stop);

    public Task<ActuatorReport> Release(ElementId element, ActionId action, CancellationToken stop) =>
        Command(element, CommandWords.Release(element, action), stop);

    public Task<ActuatorReport> ReleaseAll(ElementId element, CancellationToken stop) =>
        Command(element, CommandWords.ReleaseAll(element), stop);

    public async Task<IReadOnlyList<HeldLease>?> Held(ElementId element, CancellationToken stop)
    {
        if (registry.ServerOf(element) is not { } agent)
            return null;
        var (response, _) = await Ask(agent, CommandWords.Held(element), Patience, stop).ConfigureAwait(false);
        if (response is not { Status: OpenC2Status.Ok } || ExtensionOf(response) is not { } json)
            return null;
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("leases", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        List<HeldLease> held = [];
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String
                || !item.TryGetProperty("until", out var until) || until.ValueKind != JsonValueKind.Number || !until.TryGetInt64(out var ms)
                || ms is < 0 or > 253402300799999)
                return null;
            held.Add(new(new(id.GetString()!), DateTimeOffset.FromUnixTimeMilliseconds(ms)));
        }
        return held;
    }

    public async Task<Testimony> Witness(LeasedAction action, CancellationToken stop)
    {
        if (registry.ServerOf(action.Element) is not { } agent)
            return new Testimony.Absent($"no agent serves {action.Element}");
        var (response, reason) = await Ask(agent, CommandWords.Witness(action.Element, action.Id, Window, probesOf(action.Element)), Patience, stop).ConfigureAwait(false);
        if (response is null)
            return new Testimony.Absent(reason);
        if (response.Status == OpenC2Status.NotFound)
            return new Testimony.Broken("the agent does not hold the lease");
        if (response.Status != OpenC2Status.Ok || ExtensionOf(response) is not { } json)
            return new Testimony.Absent(response.StatusText ?? $"the agent answered {response.Status}");
        using var document = JsonDocument.Parse(json);
        var words = TextOf(document.RootElement, "words") ?? "";
        return TextOf(document.RootElement, "testimony") switch
        {
            "holds" => new Testimony.Holds(words),
            "quiet" => new Testimony.Quiet(words),
            "broken" => new Testimony.Broken(words),
            _ => new Testimony.Absent(words),
        };
    }

    /// <summary>
    /// Keeps lines warm, learns which agents answer, and lets each agent learn which services answer before anything is
    /// changed. Runs until stopped.
    /// </summary>
    public async Task Keep(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
                await LookRound(stop).ConfigureAwait(false);
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping is how this ends.
        }
    }

    /// <summary>One round of <see cref="Keep"/>.</summary>
    public Task LookRound(CancellationToken stop) => Task.WhenAll(registry.Agents.Select(async agent =>
    {
        await Ask(agent, CommandWords.AreYouThere(), Patience, stop).ConfigureAwait(false);
        var probes = agent.Elements.SelectMany(probesOf).Distinct().Take(32).ToList();
        if (probes.Count > 0)
            await Ask(agent, CommandWords.Witness(agent.Elements[0], null, Window, probes), Patience, stop).ConfigureAwait(false);
    }));

    public void Dispose()
    {
        lines.Dispose();
    }

    private async Task<ActuatorReport> Command(ElementId element, OpenC2Command command, CancellationToken stop)
    {
        if (registry.ServerOf(element) is not { } agent)
            return new ActuatorReport.Refused(OpenC2Status.NotFound, $"no agent serves {element}");
        var (response, reason) = await Ask(agent, command, Patience, stop).ConfigureAwait(false);
        return Report(response, reason);
    }

    internal static ActuatorReport Report(OpenC2Response? response, string reason) => response switch
    {
        null => new ActuatorReport.Unknown(reason),
        { Status: OpenC2Status.Ok } => new ActuatorReport.Done(response.StatusText ?? "done"),
        // The agent itself does not know, or has only promised.
        { Status: OpenC2Status.InternalError or OpenC2Status.Processing } => new ActuatorReport.Unknown(response.StatusText ?? $"status {response.Status}"),
        _ => new ActuatorReport.Refused(response.Status, response.StatusText ?? $"status {response.Status}"),
    };

    private async Task<(OpenC2Response? Response, string Reason)> Ask(AgentRecord agent, OpenC2Command command, TimeSpan patience, CancellationToken stop)
    {
        var answer = await lines.To(agent).Ask(command, patience, stop).ConfigureAwait(false);
        if (answer.Response is null)
        {
            if (silent.TryAdd(agent.Pin, true))
                DialogueLog.Silent(log, agent.Address, answer.Reason);
        }
        else if (silent.TryRemove(agent.Pin, out _))
        {
            DialogueLog.AnswersAgain(log, agent.Address);
        }
        return answer;
    }

    private static string? ExtensionOf(OpenC2Response response) => response.Results?.Extensions.FirstOrDefault(e => e.Profile == WardProfile.Name)?.Json;

    private static string? TextOf(JsonElement e, string name) => e.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
