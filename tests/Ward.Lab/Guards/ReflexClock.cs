using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Ward.Lab.Guards;

/// <summary>Measures the time from the decisive log line to the first probe that is not let in.</summary>
public sealed class ReflexClock(HostLab lab, IGuard guard)
{
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(250);

    /// <summary>One attack from one address: all failures but the last, a pause, the last, then connections until one fails.</summary>
    /// <returns>Milliseconds from the write of the last line to the start of the first refused probe; null where none was refused in time.</returns>
    public double? Attack(IPAddress attacker, TimeSpan pause, TimeSpan within)
    {
        for (var i = 1; i < guard.FailuresToBlock; i++) lab.Write(Line(attacker, i));
        Thread.Sleep(pause);
        if (!lab.CanConnect(attacker, Answer)) throw new InvalidOperationException($"{guard.Name} blocked {attacker} before its last failure");
        var last = Line(attacker, guard.FailuresToBlock);
        var start = Stopwatch.GetTimestamp();
        lab.Write(last);
        while (Stopwatch.GetElapsedTime(start) < within)
        {
            var probe = Stopwatch.GetElapsedTime(start);
            if (!lab.CanConnect(attacker, Answer)) return probe.TotalMilliseconds;
            Thread.Sleep(1);
        }

        return null;
    }

    /// <summary>A failed password as OpenSSH 9 writes it by way of a traditional syslog.</summary>
    public static byte[] Line(IPAddress attacker, int attempt) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():MMM dd HH:mm:ss} bastion sshd[{4000 + attempt}]: Failed password for invalid user admin from {attacker} port {40000 + attempt} ssh2\n"));
}
