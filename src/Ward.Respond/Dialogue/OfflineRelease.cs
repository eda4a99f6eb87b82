using System.Security.Cryptography.X509Certificates;
using Ward.Respond.Execution;
using Ward.Trust.Certificates;

namespace Ward.Respond.Dialogue;

/// <summary>
/// The kill switch with the server and its stores gone: needs only agents.json and the release certificate in the state
/// folder. The certificate can end leases and nothing else.
/// </summary>
public static class OfflineRelease
{
    /// <summary>Where the city's keys lie within the state folder.</summary>
    public const string TrustFolder = "trust";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks every enrolled agent at once; one that does not answer does not hold up the others. Empty where none is enrolled.</summary>
    public static async Task<IReadOnlyList<(AgentRecord Agent, ActuatorReport Report)>> ReleaseAll(string stateFolder, TimeProvider time, CancellationToken stop)
    {
        var agents = new AgentFile(stateFolder).Load();
        if (agents.Count == 0)
            return [];
        var keys = new KeyFolder(Path.Combine(stateFolder, TrustFolder));
        if (keys.Load("release") is not { } release || keys.Load("authority-certificate") is not { } city)
            return [.. agents.Select(a => (a, (ActuatorReport)new ActuatorReport.Refused(401, $"no release certificate in {stateFolder}/{TrustFolder}")))];
        using var authority = X509Certificate2.CreateFromPem(city);
        return await Task.WhenAll(agents.Select(async agent =>
        {
            using var line = new AgentLine(agent, authority, X509Certificate2.CreateFromPem(release, release), time);
            var (response, reason) = await line.Ask(CommandWords.ReleaseAll(null), Patience, stop).ConfigureAwait(false);
            return (agent, OpenC2Actuators.Report(response, reason));
        })).ConfigureAwait(false);
    }
}
