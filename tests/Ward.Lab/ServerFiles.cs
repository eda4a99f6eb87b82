using System.Net;

namespace Ward.Lab;

/// <summary>Configuration of the lab's server, each program as its own instance.</summary>
internal static class ServerFiles
{
    /// <summary>Runs in a mount namespace of its own: a small /dev, so that /dev/log is the lab's and not the machine's.</summary>
    public const string Script =
        """
        set -e
        lab="$1"
        mkdir -p "$lab/dev"
        mount -t tmpfs none "$lab/dev"
        for node in null zero full random urandom tty ptmx; do touch "$lab/dev/$node"; mount --bind "/dev/$node" "$lab/dev/$node"; done
        mkdir "$lab/dev/pts" "$lab/dev/shm"
        mount --rbind /dev/pts "$lab/dev/pts"
        mount --rbind "$lab/dev" /dev
        rsyslogd -n -f "$lab/rsyslog.conf" -i "$lab/rsyslog.pid" &
        i=0; while [ ! -S /dev/log ] && [ $i -lt 100 ]; do i=$((i+1)); sleep 0.05; done
        "$(command -v sshd || echo /usr/sbin/sshd)" -D -f "$lab/sshd_config" &
        nginx -c "$lab/nginx/nginx.conf" -g 'daemon off;' &
        echo "server is up"
        wait
        """;

    public static string Sshd(string folder) =>
        $"""
        Port 22
        HostKey {folder}/host_key
        PidFile {folder}/sshd.pid
        AuthorizedKeysFile {folder}/authorized_keys
        StrictModes no
        UsePAM no
        UseDNS no
        PasswordAuthentication yes
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password
        MaxStartups 100
        LogLevel VERBOSE
        SyslogFacility AUTH
        """;

    public static string Rsyslog(string folder, IPEndPoint to) =>
        $"""
        module(load="imuxsock" SysSock.Name="/dev/log" SysSock.RateLimit.Interval="0")
        global(workDirectory="{folder}")
        template(name="rfc5424" type="string" string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% - - %msg%\n")
        *.* action(type="omfwd" target="{to.Address}" port="{to.Port}" protocol="tcp" template="rfc5424"
                   action.resumeRetryCount="-1" action.resumeInterval="1" queue.type="LinkedList" queue.size="10000")
        *.* action(type="omfile" file="{folder}/all.log")
        """;

    public static string Nginx(string folder) =>
        $$"""
        user root;
        worker_processes 1;
        pid {{folder}}/nginx/nginx.pid;
        error_log {{folder}}/nginx/error.log;
        events { worker_connections 256; }
        http {
            access_log syslog:server=unix:/dev/log,tag=nginx,nohostname combined;
            client_body_temp_path {{folder}}/nginx/temp/body;
            proxy_temp_path {{folder}}/nginx/temp/proxy;
            fastcgi_temp_path {{folder}}/nginx/temp/fastcgi;
            uwsgi_temp_path {{folder}}/nginx/temp/uwsgi;
            scgi_temp_path {{folder}}/nginx/temp/scgi;
            include {{folder}}/nginx/conf.d/*.conf;
            server {
                listen 80;
                include {{folder}}/nginx/ward-deny.conf;
                # Files, not 'return', which would answer before nginx looks at the deny list.
                root {{folder}}/nginx/www;
                index index.txt;
                default_type text/plain;
            }
        }
        """;
}
