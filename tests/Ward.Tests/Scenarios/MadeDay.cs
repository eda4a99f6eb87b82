namespace Ward.Tests.Scenarios;

/// <summary>An ordinary day of the sample city, made with a seed: the same seed gives the same bytes.</summary>
internal sealed class MadeDay(DateTimeOffset day, int seed)
{
    private const double Hour = 3600;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:58.0) Gecko/20100101 Firefox/58.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.186 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 11_2 like Mac OS X) AppleWebKit/604.4.7 (KHTML, like Gecko) Version/11.0 Mobile/15C202 Safari/604.1",
    ];

    private static readonly string[] Pages = ["/", "/bills", "/bills/water", "/bills/parking", "/help", "/static/site.css", "/static/site.js", "/static/seal.png"];

    private readonly Random random = new(seed);
    private int process = 1200;

    public LogWriter Bastion { get; } = new(day);
    public LogWriter Fileserver { get; } = new(day);
    public LogWriter Payments { get; } = new(day);
    public LogWriter Edge { get; } = new(day);

    /// <param name="until">Seconds from midnight.</param>
    public MadeDay Fill(double from, double until)
    {
        Knocking(from, until);
        Backup(from, until);
        RemoteWork(from, until);
        OfficeWork(from, until);
        Citizens(from, until);
        Crawler(from, until);
        StrayPackets(from, until);
        return this;
    }

    /// <summary>A session with its sign-in; typing errors come before it.</summary>
    public void SignIn(LogWriter log, string host, double second, string login, string source, bool key, int slips, double length)
    {
        var number = process += random.Next(3, 40);
        var port = random.Next(32768, 60999);
        for (var i = 0; i < slips; i++)
        {
            log.Sshd(second, host, number, $"pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={source}  user={login}");
            log.Sshd(second + 2.1, host, number, $"Failed password for {login} from {source} port {port} ssh2");
            second += 5 + (random.NextDouble() * 6);
        }

        var how = key ? $"Accepted publickey for {login} from {source} port {port} ssh2: ED25519 SHA256:{KeyOf(login)}" : $"Accepted password for {login} from {source} port {port} ssh2";
        log.Sshd(second, host, number, how);
        log.Sshd(second + 0.02, host, number, $"pam_unix(sshd:session): session opened for user {login} by (uid=0)");
        log.Sshd(second + length, host, number, $"Received disconnect from {source} port {port}:11: disconnected by user");
        log.Sshd(second + length + 0.01, host, number, $"Disconnected from user {login} {source} port {port}");
        log.Sshd(second + length + 0.02, host, number, $"pam_unix(sshd:session): session closed for user {login}");
    }

    // The monitoring asks whether the doors answer, and hangs up before it says who it is.
    private void Knocking(double from, double until)
    {
        for (var second = Math.Ceiling(from / 300) * 300; second < until; second += 300)
        {
            Bastion.Sshd(second + 1, "bastion", process += 2, $"Connection closed by 10.60.0.10 port {random.Next(32768, 60999)} [preauth]");
            Payments.Web(second + 2, "10.60.0.10", "GET /health", 200, 15, "-", "city-monitor/1.4");
        }
    }

    private void Backup(double from, double until)
    {
        const double second = 1 * Hour;
        if (second < from || second >= until) return;
        SignIn(Fileserver, "fileserver", second + 3, "ops-backup", "10.40.0.30", key: true, slips: 0, length: 2400);
        Fileserver.Plain(second + 5, "fileserver", "sudo: ops-backup : TTY=unknown ; PWD=/home/ops-backup ; USER=root ; COMMAND=/usr/bin/rsync --server --sender -logDtpre.iLsf . /srv/files");
    }

    private void RemoteWork(double from, double until)
    {
        (string Login, string Source, bool Key)[] people = [("netops", "198.51.100.24", true), ("ops-backup", "198.51.100.31", false), ("netops", "198.51.100.87", true)];
        for (var i = 0; i < 48; i++)
        {
            var (login, source, key) = people[random.Next(people.Length)];
            var second = (7 * Hour) + (random.NextDouble() * 12 * Hour);
            var slips = key ? 0 : Slips();
            var length = 60 + (random.NextDouble() * 1800);
            if (second < from || second >= until) continue;
            SignIn(Bastion, "bastion", second, login, source, key, slips, length);
            if (login == "ops-backup" && i % 3 == 0) SignIn(Fileserver, "fileserver", second + 45, login, "10.20.0.10", key: true, slips: 0, length: 300);
        }
    }

    private void OfficeWork(double from, double until)
    {
        for (var i = 0; i < 140; i++)
        {
            var clerk = random.Next(2);
            var second = (7.5 * Hour) + (random.NextDouble() * 10 * Hour);
            var slips = Slips();
            var length = 30 + (random.NextDouble() * 900);
            if (second >= from && second < until) SignIn(Fileserver, "fileserver", second, $"clerk{clerk + 1}", $"10.30.0.{21 + clerk}", key: false, slips, length);
        }
    }

    private void Citizens(double from, double until)
    {
        for (var i = 0; i < 420; i++)
        {
            var source = random.Next(2) == 0 ? $"192.0.2.{random.Next(10, 70)}" : $"198.51.100.{random.Next(130, 250)}";
            var agent = Agents[random.Next(Agents.Length)];
            var second = (6 * Hour) + (random.NextDouble() * 17 * Hour);
            var steps = random.Next(2, 8);
            var mistyped = random.Next(9) == 0;
            if (second < from || second >= until) continue;
            for (var step = 0; step < steps; step++, second += 1 + (random.NextDouble() * 20))
                Payments.Web(second, source, $"GET {Pages[random.Next(Pages.Length)]}", random.Next(20) == 0 ? 304 : 200, random.Next(400, 20000), step == 0 ? "-" : "https://pay.city.example/", agent);
            if (mistyped) Payments.Web(second, source, "POST /login", 401, 412, "https://pay.city.example/login", agent);
            Payments.Web(second + 9, source, "POST /login", 302, 0, "https://pay.city.example/login", agent);
            Payments.Web(second + 40, source, "POST /bills/pay", 200, 1830, "https://pay.city.example/bills", agent);
        }
    }

    private void Crawler(double from, double until)
    {
        const string agent = "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example/info)";
        for (var i = 0; i < 180; i++)
        {
            var second = (i * 478.0) + random.Next(200);
            var (path, status) = i == 0 ? ("/robots.txt", 200) : random.Next(5) == 0 ? ($"/news/{random.Next(2009, 2015)}/{random.Next(1, 400)}", 404) : (Pages[random.Next(5)], 200);
            if (second >= from && second < until) Payments.Web(second, "192.0.2.77", $"GET {path}", status, status == 404 ? 153 : random.Next(800, 9000), "-", agent);
        }
    }

    // What falls on every address of the internet: one or two packets a stranger, then never again.
    private void StrayPackets(double from, double until)
    {
        int[] ports = [23, 80, 81, 445, 1433, 3389, 5060, 8080];
        for (var i = 0; i < 160; i++)
        {
            var second = random.NextDouble() * 24 * Hour;
            var source = $"192.0.2.{random.Next(100, 255)}";
            var (from1, port) = (random.Next(1024, 65000), ports[random.Next(ports.Length)]);
            if (second >= from && second < until) Edge.Dropped(second, source, random.Next(2) == 0 ? "10.20.0.10" : "10.20.0.20", port == 5060 ? "UDP" : "TCP", from1, port);
        }
    }

    private int Slips() => random.Next(12) switch { 0 => 2, < 3 => 1, _ => 0 };

    private static string KeyOf(string login) =>
        Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(login))).TrimEnd('=');
}
