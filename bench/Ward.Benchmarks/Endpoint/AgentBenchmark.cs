using System.Diagnostics;
using System.Globalization;
using Ward.Lab;

namespace Ward.Benchmarks.Endpoint;

/// <summary>
/// What the agent costs the machine that it stands on: memory and CPU of the real program, enrolled and asked over mutual TLS on loopback,
/// first with nothing but what the machine does by itself, then with lines appended to a followed file. Two agents run side by side: one
/// that collects everything, and one without processes and flows, since a busy machine starts programs that are told of.
/// </summary>
internal static class AgentBenchmark
{
    private const int Seconds = 60;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(20);

    public static IEnumerable<Row> Run(int idle, int rate)
    {
        using var folder = new LabFolder();
        using var city = new AskingServer(Path.Combine(folder.Path, "city"));
        using var all = new MeasuredAgent(Path.Combine(folder.Path, "all"), "all", city);
        using var quiet = new MeasuredAgent(Path.Combine(folder.Path, "quiet"), "all,-process,-socket", city);
        Thread.Sleep(Settle);

        var (began, allBefore, quietBefore, linesBefore) = (Stopwatch.StartNew(), all.Cpu(), quiet.Cpu(), city.Taken(all));
        Thread.Sleep(TimeSpan.FromSeconds(idle));
        var minutes = began.Elapsed.TotalMinutes;
        var told = city.Taken(all) - linesBefore;
        var conditions = string.Create(CultureInfo.InvariantCulture, $"{all.Kind}; enrolled, asked over TLS; {minutes:0.0} min, in which the machine itself gave {told} lines (other work on it)");
        foreach (var row in Memory("idle", all, conditions)) yield return row;
        yield return new Row("CPU a minute, everything collected", "agent", (all.Cpu() - allBefore).TotalSeconds / minutes, "s", conditions);
        yield return new Row("CPU a minute, without processes and flows", "agent", (quiet.Cpu() - quietBefore).TotalSeconds / minutes, "s", string.Create(CultureInfo.InvariantCulture, $"{quiet.Kind}; enrolled, asked over TLS; {minutes:0.0} min"));

        foreach (var row in Load(quiet, city, rate, away: false)) yield return row;
        foreach (var row in Load(quiet, city, rate, away: true)) yield return row;
    }

    private static IEnumerable<Row> Load(MeasuredAgent agent, AskingServer city, int rate, bool away)
    {
        var name = away ? $"{rate} lines/s, server away" : $"{rate} lines/s";
        if (away) city.Leave(agent);
        var (cpu, taken) = (agent.Cpu(), city.Taken(agent));
        var lines = Write(agent.Followed, rate);
        if (!away)
            CityLab.Eventually("the server has every line", () => city.Taken(agent) - taken >= lines, TimeSpan.FromMinutes(1));
        var used = agent.Cpu() - cpu;
        var conditions = string.Create(CultureInfo.InvariantCulture, $"{agent.Kind}; {lines} lines of about 120 bytes appended in {Seconds} s{(away ? ", none taken" : ", all taken over TLS")}");
        foreach (var row in Memory(name, agent, conditions)) yield return row;
        yield return new Row($"CPU for 1000 lines, {name}", "agent", used.TotalMilliseconds / (lines / 1000.0), "ms", conditions);
        if (!away) yield break;
        taken = city.Taken(agent);
        city.Return(agent);
        CityLab.Eventually("the server has what was kept for it", () => city.Taken(agent) - taken >= lines, TimeSpan.FromMinutes(2));
        foreach (var row in Memory("after the server is back", agent, string.Create(CultureInfo.InvariantCulture, $"{agent.Kind}; {city.Taken(agent) - taken} lines were waiting"))) yield return row;
    }

    private static int Write(string path, int rate)
    {
        using var file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        var (clock, written) = (Stopwatch.StartNew(), 0);
        while (clock.Elapsed < TimeSpan.FromSeconds(Seconds))
        {
            for (var due = (int)(clock.Elapsed.TotalSeconds * rate); written < due; written++)
                file.Write(string.Create(CultureInfo.InvariantCulture, $"Mar  1 11:59:58 gate sshd[{written % 9000}]: Failed password for invalid user u{written} from 198.51.100.{written % 250} port {40000 + (written % 20000)} ssh2\n"));
            file.Flush();
            Thread.Sleep(20);
        }
        return written;
    }

    private static IEnumerable<Row> Memory(string when, MeasuredAgent agent, string conditions)
    {
        var facts = agent.Memory();
        yield return new Row($"VmRSS, {when}", "agent", facts.Resident, "MB", conditions);
        yield return new Row($"RssAnon, {when}", "agent", facts.Anonymous, "MB", conditions);
        yield return new Row($"RssFile, {when}", "agent", facts.File, "MB", conditions);
        yield return new Row($"largest VmRSS so far, {when}", "agent", facts.Peak, "MB", conditions);
    }
}
