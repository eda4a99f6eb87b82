using System.Net;
using Ward.Prescribe.Measures;
using Ward.Respond.Plans;

namespace Ward.Agent.Tests.Rigs;

internal static class Actions
{
    private static int ids;

    public static string NewId() => $"plan/{Interlocked.Increment(ref ids)}";

    public static LeasedAction Deny(string address, double seconds = 60, string element = "fw", string? id = null) => With(
        element, new ActionTarget.Source(IPAddress.Parse(address)), seconds, id);

    public static LeasedAction DenyWeb(string address, double seconds = 60, string element = "web", string? id = null) => With(
        element, new ActionTarget.WebSource(IPAddress.Parse(address)), seconds, id);

    public static LeasedAction With(string element, ActionTarget target, double seconds, string? id = null) => new(
        new(id ?? NewId()), new(element), new Measure.DenySource(new(element), IPAddress.Loopback), target, "inverse",
        TimeProvider.System.GetUtcNow().AddSeconds(seconds), ActionState.Planned, null);
}
