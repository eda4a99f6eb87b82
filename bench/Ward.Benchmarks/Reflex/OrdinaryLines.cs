using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ward.Lab;

namespace Ward.Benchmarks.Reflex;

/// <summary>Ordinary lines of a busy host, written to the same log at a steady rate until disposed. Synthetic.</summary>
internal sealed class OrdinaryLines : IDisposable
{
    private const int Ticks = 200;
    private readonly HostLab lab;
    private readonly Thread writer;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private volatile bool ended;
    private long written;

    public OrdinaryLines(HostLab lab, int perSecond)
    {
        this.lab = lab;
        var batches = Enumerable.Range(0, 8).Select(b => Batch(b, perSecond / Ticks)).ToArray();
        writer = new Thread(() => Write(batches, perSecond / Ticks)) { IsBackground = true };
        writer.Start();
    }

    /// <summary>Lines a second that were really written.</summary>
    public double PerSecond => Interlocked.Read(ref written) / clock.Elapsed.TotalSeconds;

    public void Dispose()
    {
        ended = true;
        writer.Join();
    }

    private void Write(byte[][] batches, int lines)
    {
        for (var tick = 0L; !ended; tick++)
        {
            lab.Write(batches[tick % batches.Length]);
            Interlocked.Add(ref written, lines);
            var due = TimeSpan.FromSeconds((tick + 1) / (double)Ticks) - clock.Elapsed;
            if (due > TimeSpan.Zero) Thread.Sleep(due);
        }
    }

    private static byte[] Batch(int seed, int lines)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        var now = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < lines; i++)
        {
            var (a, b) = (random.Next(1, 250), random.Next(1, 250));
            text.Append(CultureInfo.InvariantCulture, $"{now:MMM dd HH:mm:ss} bastion ").Append(random.Next(5) switch
            {
                0 => string.Create(CultureInfo.InvariantCulture, $"sshd[{2000 + i}]: Accepted publickey for clerk{a % 40} from 10.30.{b % 4}.{a} port {30000 + b} ssh2: ED25519 SHA256:{a:x8}{b:x8}"),
                1 => string.Create(CultureInfo.InvariantCulture, $"sshd[{2000 + i}]: Received disconnect from 10.30.{b % 4}.{a} port {30000 + b}:11: disconnected by user"),
                2 => string.Create(CultureInfo.InvariantCulture, $"CRON[{3000 + i}]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)"),
                3 => string.Create(CultureInfo.InvariantCulture, $"systemd[1]: Started session-{a}{b}.scope - Session {a}{b} of User clerk{a % 40}."),
                _ => string.Create(CultureInfo.InvariantCulture, $"sshd[{2000 + i}]: pam_unix(sshd:session): session closed for user clerk{a % 40}"),
            }).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
