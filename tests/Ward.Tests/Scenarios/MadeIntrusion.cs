namespace Ward.Tests.Scenarios;

/// <summary>The first steps of the intrusion, laid over a made night.</summary>
internal static class MadeIntrusion
{
    private const double Begin = (2 * 3600) + 540;

    private static readonly string[] Tried = ["root", "admin", "ops-backup", "backup", "oracle", "ops-backup", "netops", "clerk1"];

    public static MadeDay Over(MadeDay day, int seed)
    {
        var random = new Random(seed);
        // Looking around: what else does this address answer?
        foreach (var (port, i) in new[] { 3389, 445, 23, 5900, 8080, 1433, 3306, 21 }.Select((p, i) => (p, i)))
            day.Edge.Dropped(Begin + (i * 0.7), "203.0.113.66", "10.20.0.10", "TCP", 41000 + i, port);

        // Passwords, from three addresses, a second or two apart.
        var second = Begin + 60;
        for (var i = 0; i < 150; i++, second += 1 + random.NextDouble())
        {
            var source = $"203.0.113.{66 + (i % 10 < 6 ? 0 : 1 + (i % 2))}";
            Fail(day.Bastion, second, 9000 + i, Tried[random.Next(Tried.Length)], source, random.Next(32768, 60999));
        }

        // One works.
        day.SignIn(day.Bastion, "bastion", second + 30, "ops-backup", "203.0.113.66", key: false, slips: 1, length: 3100);
        day.Bastion.Plain(second + 95, "bastion", "sudo: ops-backup : TTY=pts/0 ; PWD=/home/ops-backup ; USER=root ; COMMAND=/usr/bin/cat /etc/shadow");
        day.Bastion.Plain(second + 160, "bastion", "sudo: ops-backup : TTY=pts/0 ; PWD=/home/ops-backup ; USER=root ; COMMAND=/usr/bin/find / -name id_*");

        // And opens the next door, at an hour at which nobody does.
        Fail(day.Fileserver, second + 380, 4410, "root", "10.20.0.10", 50210, "fileserver");
        Fail(day.Fileserver, second + 395, 4410, "root", "10.20.0.10", 50211, "fileserver");
        day.SignIn(day.Fileserver, "fileserver", second + 420, "ops-backup", "10.20.0.10", key: false, slips: 0, length: 2400);
        day.Fileserver.Plain(second + 480, "fileserver", "sudo: ops-backup : TTY=pts/1 ; PWD=/srv/files ; USER=root ; COMMAND=/usr/bin/touch /srv/files/test.tmp");
        return day;
    }

    private static void Fail(LogWriter log, double second, int process, string login, string source, int port, string host = "bastion")
    {
        var known = login is "root" or "ops-backup" or "netops";
        if (!known) log.Sshd(second, host, process, $"Invalid user {login} from {source} port {port}");
        log.Sshd(second + 0.3, host, process, $"Failed password for {(known ? "" : "invalid user ")}{login} from {source} port {port} ssh2");
        log.Sshd(second + 0.5, host, process, $"Connection closed by {source} port {port} [preauth]");
    }
}
