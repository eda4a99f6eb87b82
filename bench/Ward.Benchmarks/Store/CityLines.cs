using System.Globalization;
using System.Text;

namespace Ward.Benchmarks.Store;

/// <summary>
/// Lines of a city's day, by a seed: web server, sign-ins, packet filter, endpoint JSON. Addresses, ports, process numbers, sizes, ids and names
/// are drawn anew for each line (few of them often, many of them seldom), since repeated lines would compress as no real log does.
/// </summary>
internal sealed class CityLines(int seed, DateTimeOffset begin, double eventsPerDay)
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Given = ["anna", "ben", "carla", "david", "eva", "felix", "gina", "hugo", "iris", "jan", "karin", "leo", "mara", "nils", "olga", "paul"];
    private static readonly string[] Parts = ["permits", "parking", "water", "library", "transit", "payments", "forms", "news", "events", "waste", "schools", "search", "static", "api", "images", "tax"];
    private static readonly string[] Programs = ["powershell.exe", "cmd.exe", "outlook.exe", "chrome.exe", "svchost.exe", "explorer.exe", "teams.exe", "winword.exe", "excel.exe", "wscript.exe", "rundll32.exe", "msedge.exe"];
    private static readonly int[] Ports = [22, 23, 80, 443, 445, 3389, 8080, 5900, 1433, 3306];
    private static readonly string[] Agents = MakeAgents();
    private readonly Random chance = new(seed);
    private readonly double ticksEach = TimeSpan.TicksPerDay / eventsPerDay;
    private double at = begin.UtcTicks;
    private readonly StringBuilder line = new();

    /// <summary>When the last line was written.</summary>
    public DateTimeOffset Now => new((long)at, TimeSpan.Zero);

    /// <summary>The feed of the last line.</summary>
    public string Feed { get; private set; } = "";

    public byte[] Next()
    {
        at += -Math.Log(1 - chance.NextDouble()) * ticksEach;
        line.Clear();
        switch (chance.Next(100))
        {
            case < 40: Web(); break;
            case < 55: SignIn(); break;
            case < 75: Packet(); break;
            default: Endpoint(); break;
        }

        return Encoding.UTF8.GetBytes(line.ToString());
    }

    private void Web()
    {
        Feed = "web";
        var agent = Agents[Few(Agents.Length)];
        line.Append(CultureInfo.InvariantCulture, $"{Outside()} - - [{Now:dd/MMM/yyyy:HH:mm:ss} +0000] \"{(chance.Next(8) == 0 ? "POST" : "GET")} /{Parts[Few(Parts.Length)]}/{Parts[Few(Parts.Length)]}/{Many(400_000)}");
        if (chance.Next(3) == 0) line.Append(CultureInfo.InvariantCulture, $"?session={chance.NextInt64():x16}&page={chance.Next(40)}");
        line.Append(CultureInfo.InvariantCulture, $" HTTP/1.1\" {(chance.Next(20) == 0 ? 404 : 200)} {(int)Math.Exp(chance.NextDouble() * 12)} \"https://city.example/{Parts[Few(Parts.Length)]}\" \"{agent}\"");
    }

    private void SignIn()
    {
        Feed = "auth";
        var who = chance.Next(3) == 0 ? $"{Given[chance.Next(Given.Length)]}{chance.Next(100)}" : User();
        Header("gate" + chance.Next(12), "sshd", chance.Next(300, 4_000_000));
        line.Append(chance.Next(5) switch
        {
            0 => $"Accepted publickey for {who} from {Inside()} port {chance.Next(1024, 65536)} ssh2: ED25519 SHA256:{Convert.ToBase64String(Bytes(32)).TrimEnd('=')}",
            1 => $"Failed password for {who} from {Outside()} port {chance.Next(1024, 65536)} ssh2",
            2 => $"Failed password for invalid user {who} from {Outside()} port {chance.Next(1024, 65536)} ssh2",
            3 => $"Connection closed by authenticating user {who} {Outside()} port {chance.Next(1024, 65536)} [preauth]",
            _ => $"Disconnected from user {who} {Inside()} port {chance.Next(1024, 65536)}",
        });
    }

    private void Packet()
    {
        Feed = "wall";
        Header("wall" + chance.Next(4), "kernel", 0);
        line.Append(CultureInfo.InvariantCulture, $"[{(at / 1e7) % 1e7:0.000000}] ward drop: IN=eth{chance.Next(3)} OUT= MAC=52:54:00:{chance.Next(256):x2}:{chance.Next(256):x2}:{chance.Next(256):x2}:52:54:00:0a:0b:0c:08:00 SRC={Outside()} DST={Inside()} LEN={chance.Next(40, 1500)} TOS=0x00 PREC=0x00 TTL={chance.Next(30, 128)} ID={chance.Next(65536)} DF PROTO=TCP SPT={chance.Next(1024, 65536)} DPT={Port()} WINDOW={chance.Next(65536)} RES=0x00 SYN URGP=0");
    }

    private void Endpoint()
    {
        Feed = "hosts";
        var program = Programs[Few(Programs.Length)];
        line.Append(CultureInfo.InvariantCulture, $"{{\"time\":\"{Now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"class_uid\":1007,\"activity_id\":1,\"device\":{{\"hostname\":\"pc-{Many(3000):0000}\",\"ip\":\"{Inside()}\"}},\"actor\":{{\"user\":{{\"name\":\"{User()}\"}}}},\"process\":{{\"name\":\"{program}\",\"pid\":{chance.Next(4, 40_000)},\"cmd_line\":\"C:\\\\Programs\\\\{program} --type={Parts[Few(Parts.Length)]} --id {chance.NextInt64():x16} --channel {Many(100_000)}\"}},\"EventID\":\"1\",\"ProcessGuid\":\"{{{new Guid(Bytes(16))}}}\",\"Hashes\":\"SHA256={Hash(program)}\",\"IntegrityLevel\":\"Medium\"}}");
    }

    // One program has one hash at most machines, and a few others.
    private string Hash(string program)
    {
        var version = new Random(program.Length * 1000 + Few(20));
        var hash = new byte[32];
        version.NextBytes(hash);
        return Convert.ToHexString(hash);
    }

    private void Header(string host, string program, int process)
    {
        var now = Now;
        line.Append(CultureInfo.InvariantCulture, $"<38>{Months[now.Month - 1]} {now.Day,2} {now:HH:mm:ss} {host} {program}");
        if (process > 0) line.Append(CultureInfo.InvariantCulture, $"[{process}]");
        line.Append(": ");
    }

    private string User() => $"{Given[Few(Given.Length)]}.{(char)('a' + chance.Next(26))}{Many(1500)}";

    private string Inside() => string.Create(CultureInfo.InvariantCulture, $"10.{chance.Next(4)}.{Many(60)}.{chance.Next(1, 255)}");

    // Half of it from few addresses, the rest from anywhere.
    private string Outside() => chance.Next(2) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"198.51.{100 + Few(20)}.{Few(255)}")
        : string.Create(CultureInfo.InvariantCulture, $"{chance.Next(11, 223)}.{chance.Next(256)}.{chance.Next(256)}.{chance.Next(1, 255)}");

    private int Port() => chance.Next(3) == 0 ? chance.Next(1, 65536) : Ports[Few(Ports.Length)];

    /// <summary>The first ones often.</summary>
    private int Few(int count) => (int)(count * Math.Pow(chance.NextDouble(), 3));

    private int Many(int count) => (int)(count * Math.Pow(chance.NextDouble(), 1.5));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        chance.NextBytes(bytes);
        return bytes;
    }

    private static string[] MakeAgents()
    {
        string[] systems = ["Windows NT 10.0; Win64; x64", "X11; Linux x86_64", "iPhone; CPU iPhone OS 17_4 like Mac OS X", "Macintosh; Intel Mac OS X 10_15_7", "Linux; Android 14"];
        return [.. Enumerable.Range(0, 240).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"Mozilla/5.0 ({systems[i % 5]}) AppleWebKit/537.{i % 37} (KHTML, like Gecko) Browser/{100 + (i % 40)}.0.{i * 37 % 7000}.{i % 211} Safari/537.{i % 37}"))];
    }
}
