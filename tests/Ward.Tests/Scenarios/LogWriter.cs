using System.Globalization;
using System.Text;

namespace Ward.Tests.Scenarios;

/// <summary>Collects the lines of one log file of a made day and prints them in the order of their times.</summary>
internal sealed class LogWriter(DateTimeOffset day)
{
    private readonly List<(DateTimeOffset Time, string Line)> lines = [];

    public void Sshd(double second, string host, int process, string message) =>
        Syslog(second, host, "sshd", process, message);

    public void Syslog(double second, string host, string program, int process, string message)
    {
        var time = day.AddSeconds(second);
        lines.Add((time, string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ss.ffffffzzz} {host} {program}[{process}]: {message}")));
    }

    /// <summary>A line without process id, as sudo and cron write it.</summary>
    public void Plain(double second, string host, string message)
    {
        var time = day.AddSeconds(second);
        lines.Add((time, string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ss.ffffffzzz} {host} {message}")));
    }

    public void Dropped(double second, string source, string target, string protocol, int fromPort, int toPort)
    {
        var time = day.AddSeconds(second);
        var flags = protocol == "TCP" ? "WINDOW=64240 RES=0x00 SYN URGP=0" : "LEN=40";
        lines.Add((time, string.Create(CultureInfo.InvariantCulture,
            $"{time:MMM} {time.Day,2} {time:HH:mm:ss} fw-edge kernel: [{172800 + second:F6}] edge-drop: IN=eth0 OUT=eth1 MAC=02:00:00:00:00:01:02:00:00:00:00:02:08:00 SRC={source} DST={target} LEN=60 TOS=0x00 PREC=0x00 TTL=51 ID={fromPort} DF PROTO={protocol} SPT={fromPort} DPT={toPort} {flags}")));
    }

    public void Web(double second, string source, string request, int status, int bytes, string referrer, string agent)
    {
        var time = day.AddSeconds(second);
        lines.Add((time, string.Create(CultureInfo.InvariantCulture, $"{source} - - [{time:dd/MMM/yyyy:HH:mm:ss} +0000] \"{request} HTTP/1.1\" {status} {bytes} \"{referrer}\" \"{agent}\"")));
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (_, line) in lines.OrderBy(l => l.Time)) text.Append(line).Append('\n');
        return text.ToString();
    }
}
