using Ward.Respond.Dialogue;
using Ward.Respond.Execution;
using Ward.Respond.Leases;

namespace Ward.Cli.Switch;

/// <summary>Speaks to the agents with the release certificate of the state folder.</summary>
internal sealed class AgentRelease(TimeProvider time) : IOfflineRelease
{
    public string? HoldBack(string stateFolder, string reason)
    {
        try
        {
            new ReleaseMark(stateFolder).Leave(new ReleasedOffline(Environment.UserName, time.GetUtcNow(), reason));
            return null;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return broken.Message;
        }
    }

    public async Task<IReadOnlyList<ReleasedElement>> ReleaseAll(string stateFolder, CancellationToken stop) =>
    [
        .. (await OfflineRelease.ReleaseAll(stateFolder, time, stop).ConfigureAwait(false)).SelectMany(answer => answer.Agent.Elements.Select(element => answer.Report switch
        {
            ActuatorReport.Done done => new ReleasedElement(element.Value, true, done.Words),
            ActuatorReport.Refused refused => new ReleasedElement(element.Value, false, refused.Reason),
            ActuatorReport.Unknown unknown => new ReleasedElement(element.Value, false, unknown.Reason),
            _ => throw new InvalidOperationException($"{answer.Report.GetType().Name} is no report."),
        })),
    ];
}
