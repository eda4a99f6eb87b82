using static Ward.Ingest.EventClass;

namespace Ward.Ingest.Tests.Decoders;

/// <summary>
/// Lines that the programs themselves wrote (Debian 12: the versions stand on the cards) when their doors were tried on loopback, with other
/// addresses and names put in. All are read through the automatic choice.
/// </summary>
public sealed class RealLinesTests
{
    private const string At = "Mar  1 11:59:58 gate ";

    [Theory]
    [InlineData("accounts", At + "useradd[66]: new user: name=ann, UID=1001, GID=1001, home=/home/ann, shell=/bin/sh, from=none", UserManagement, 1, 1, "user.name=ann")]
    [InlineData("accounts", At + "passwd[80]: password for 'ben' changed by 'root'", UserManagement, 8, 1, "user.name=ben | actor.user.name=root")]
    [InlineData("accounts", At + "userdel[81]: delete user 'ben'", UserManagement, 3, 1, "user.name=ben")]
    [InlineData("accounts", At + "chpasswd: pam_unix(chpasswd:chauthtok): password changed for ann", UserManagement, 8, 1, "user.name=ann")]
    [InlineData("sudo", At + "sudo: pam_unix(sudo:auth): auth could not identify password for [ann]", Authentication, 1, 2, "user.name=ann")]
    [InlineData("sudo", At + "sudo:      ann : 1 incorrect password attempt ; PWD=/home/ann ; USER=root ; COMMAND=/usr/bin/id", Authentication, 7, 2, "process.cmd_line=/usr/bin/id")]
    [InlineData("sudo", At + "sudo:   nobody : user NOT in sudoers ; PWD=/tmp ; USER=root ; COMMAND=/usr/bin/id", Authentication, 7, 2, "process.cmd_line=/usr/bin/id")]
    [InlineData("su", At + "su[106]: FAILED SU (to root) ann on none", Authentication, 7, 2, "user.name=root | actor.user.name=ann")]
    [InlineData("sshd", At + "sshd[140]: Failed password for invalid user nobodyhere from 203.0.113.7 port 42300 ssh2", Authentication, 1, 2, "user.name=nobodyhere | src_endpoint.ip=203.0.113.7")]
    [InlineData("sshd", At + "sshd[153]: Starting session: command for ann from 203.0.113.7 port 47744 id 0", Authentication, 99, 1, "user.name=ann | src_endpoint.ip=203.0.113.7 | src_endpoint.port=47744")]
    [InlineData("sshd", At + "sshd[153]: Starting session: command for x from 10.0.0.1 port 1 id 0 from 203.0.113.7 port 47744 id 0", Authentication, 99, 1, "src_endpoint.ip=203.0.113.7")]
    [InlineData("sshd", At + "sshd[157]: error: kex_exchange_identification: client sent invalid protocol identifier \"hello from 10.0.0.1 port 1\"", Authentication, 1, 2, "src_endpoint.ip=")]
    public void OfAccountsAndSignIns(string by, string line, EventClass eventClass, int activity, int status, string fields) => Read(by, line, eventClass, activity, status, fields);

    [Theory]
    [InlineData("dovecot", At + "dovecot: master: Dovecot v2.3.19.1 (9b53102964) starting up for imap (core dumps disabled)", ApplicationLifecycle, 3, 1, "app_name=dovecot")]
    [InlineData("dovecot", At + "dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 5 secs): user=<ann>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, secured, session=<ikUlHFNh>", Authentication, 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7 | session.uid=ikUlHFNh")]
    [InlineData("dovecot", At + "dovecot: imap-login: Login: user=<ann>, method=PLAIN, rip=203.0.113.7, lip=192.0.2.1, mpid=213, secured, session=<rGJpHFNh>", Authentication, 1, 1, "user.name=ann | dst_endpoint.ip=192.0.2.1")]
    [InlineData("dovecot", At + "dovecot: imap-login: Disconnected: Connection closed (no auth attempts in 0 secs): user=<>, rip=203.0.113.7, lip=192.0.2.1, secured, session=<wAPl>", Authentication, 2, 0, "user.name= | src_endpoint.ip=203.0.113.7")]
    [InlineData("postfix", At + "postfix/smtpd[432]: NOQUEUE: reject: RCPT from unknown[203.0.113.7]: 554 5.7.1 <b@example.net>: Relay access denied; from=<a@example.org> to=<b@example.net> proto=ESMTP helo=<client.example>", EmailActivity, 2, 2, "email.from=a@example.org | email.to=b@example.net | disposition=Rejected")]
    [InlineData("postfix", At + "postfix/smtpd[432]: NOQUEUE: reject: MAIL from unknown[203.0.113.7]: 552 5.3.4 Message size exceeds fixed limit; from=<a@example.org> proto=ESMTP helo=<client.example>", EmailActivity, 2, 2, "email.from=a@example.org | src_endpoint.ip=203.0.113.7")]
    [InlineData("postfix", At + "postfix/smtpd[432]: warning: unknown[203.0.113.7]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=ann", Authentication, 1, 2, "user.name=ann | auth_protocol=PLAIN")]
    [InlineData("postfix", At + "postfix/smtpd[432]: warning: dict_nis_init: NIS domain name not set - NIS lookups disabled", ApplicationError, 1, 0, "src_endpoint.ip=")]
    [InlineData("postfix", At + "postfix/smtpd[432]: too many errors after UNKNOWN from unknown[203.0.113.7]", NetworkActivity, 4, 2, "src_endpoint.ip=203.0.113.7")]
    [InlineData("postfix", At + "postfix/smtpd[432]: disconnect from unknown[203.0.113.7] ehlo=1 auth=0/1 commands=1/2", NetworkActivity, 2, 0, "src_endpoint.ip=203.0.113.7")]
    [InlineData("postfix", At + "postfix/smtpd[432]: warning: non-SMTP command from unknown[203.0.113.7]: GET / HTTP/1.0", NetworkActivity, 99, 2, "src_endpoint.ip=203.0.113.7")]
    [InlineData("postfix", At + "postfix/pickup[382]: 6F76AF8: uid=65534 from=<nobody>", EmailActivity, 1, 1, "email.uid=6F76AF8 | actor.user.uid=65534")]
    [InlineData("postfix", At + "postfix/postfix-script[379]: starting the Postfix mail system", ApplicationLifecycle, 3, 1, "service.name=postfix-script")]
    public void OfMail(string by, string line, EventClass eventClass, int activity, int status, string fields) => Read(by, line, eventClass, activity, status, fields);

    [Theory]
    [InlineData("bind", At + "named[445]: client @0x7fba3de1d098 203.0.113.7#44425 (www.example.org): query (cache) 'www.example.org/A/IN' denied (allow-query-cache did not match)", DnsActivity, 2, 2, "query.hostname=www.example.org | rcode=REFUSED")]
    [InlineData("bind", At + "named[445]: client @0x7fba3de1d098 203.0.113.7#44425 (www.example.org): query failed (REFUSED) for www.example.org/IN/A at query.c:5708", DnsActivity, 2, 2, "query.hostname=www.example.org | rcode=REFUSED | query.type=A | query=www.example.org")]
    [InlineData("bind", At + "named[445]: client @0x7fba3de20898 203.0.113.7#39185 (city.example): zone transfer 'city.example/AXFR/IN' denied", DnsActivity, 2, 2, "query.hostname=city.example | query.type=AXFR")]
    [InlineData("bind", At + "named[445]: client @0x7fba3ab54098 203.0.113.7#58086: update 'city.example/IN' denied", DnsActivity, 2, 2, "query.hostname=city.example | src_endpoint.port=58086")]
    [InlineData("bind", At + "named[445]: automatic empty zone: 168.192.IN-ADDR.ARPA", ApplicationLifecycle, 99, 1, "src_endpoint.ip=")]
    [InlineData("bind", At + "named[445]: running", ApplicationLifecycle, 3, 1, "app_name=named")]
    [InlineData("unbound", At + "unbound: [473:0] info: 203.0.113.7 x.bad.example. A IN NXDOMAIN 0.000000 1 42", DnsActivity, 2, 2, "query.hostname=x.bad.example | rcode=NXDOMAIN")]
    [InlineData("unbound", At + "unbound: [473:0] info: bad.example. always_nxdomain 203.0.113.7@55952 x.bad.example. A IN", DnsActivity, 2, 2, "src_endpoint.ip=203.0.113.7")]
    [InlineData("dnsmasq", "Mar  1 11:59:58 dnsmasq[689]: 2 203.0.113.7/59711 config error is REFUSED (EDE: not ready)", DnsActivity, 2, 2, "rcode=REFUSED | comment=not ready | src_endpoint.ip=203.0.113.7")]
    [InlineData("dnsmasq", "Mar  1 11:59:58 dnsmasq[689]: started, version 2.90 cachesize 150", ApplicationLifecycle, 3, 1, "app_name=dnsmasq")]
    [InlineData("unbound", At + "unbound: [473:0] error: SERVFAIL <www.example.org. A IN>: failed to get a delegation (eg. prime failure)", DnsActivity, 2, 2, "query.hostname=www.example.org | rcode=SERVFAIL")]
    public void OfNames(string by, string line, EventClass eventClass, int activity, int status, string fields) => Read(by, line, eventClass, activity, status, fields);

    [Theory]
    [InlineData("squid", "1772366398.799      0 203.0.113.7 TCP_DENIED/403 3418 GET http://x.bad.example/ - HIER_NONE/- text/html", HttpActivity, 3, 2, "http_request.url.hostname=x.bad.example | http_response.code=403")]
    [InlineData("squid", "1772366398.071      5 203.0.113.7 TCP_TUNNEL/200 276 CONNECT 192.0.2.1:8082 - HIER_DIRECT/192.0.2.1 -", HttpActivity, 1, 1, "http_request.http_method=CONNECT")]
    [InlineData("haproxy", At + "haproxy[564]: 203.0.113.7:57484 [01/Mar/2026:11:59:57.911] web web/<NOSRV> 0/-1/-1/-1/0 403 192 - - PR-- 1/1/0/0/0 0/0 \"GET /denied/x HTTP/1.1\"", HttpActivity, 3, 2, "http_response.code=403 | src_endpoint.port=57484")]
    [InlineData("haproxy", At + "haproxy[564]: 203.0.113.7:57518 [01/Mar/2026:11:59:58.104] web web/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 \"<BADREQ>\"", HttpActivity, 99, 2, "http_response.code=400")]
    [InlineData("haproxy", At + "haproxy[564]: 203.0.113.7:48394 [01/Mar/2026:11:59:57.243] raw tcp/a 1/1/6 203 -- 1/1/0/0/0 0/0", NetworkActivity, 2, 1, "src_endpoint.ip=203.0.113.7")]
    [InlineData("nginx-error", "2026/03/01 11:59:58 [error] 514#514: *4 user \"no\" was not found in \"/etc/htpasswd\", client: 203.0.113.7, server: , request: \"GET /private/ HTTP/1.1\", host: \"192.0.2.1:8082\"", Authentication, 1, 2, "user.name=no | src_endpoint.ip=203.0.113.7")]
    [InlineData("nginx-error", "2026/03/01 11:59:58 [error] 514#514: *14 access forbidden by rule, client: 203.0.113.7, server: , request: \"GET /deny?x=1 HTTP/1.1\", host: \"192.0.2.1:8082\"", HttpActivity, 3, 2, "http_request.url.path=/deny | http_request.url.query_string=x=1 | http_request.url.url_string=/deny?x=1")]
    [InlineData("nginx-error", "2026/03/01 11:59:58 [info] 514#514: *8 client sent invalid method while reading client request line, client: 203.0.113.7, server: , request: \"GARBAGE\"", HttpActivity, 99, 0, "src_endpoint.ip=203.0.113.7")]
    [InlineData("nginx-error", "2026/03/01 11:59:58 [info] 514#514: *4 client 203.0.113.7 closed keepalive connection", NetworkActivity, 2, 1, "src_endpoint.ip=203.0.113.7")]
    [InlineData("apache-error", "[Sun Mar 01 11:59:58.790567 2026] [authz_core:error] [pid 509:tid 509] [client 203.0.113.7:60160] AH01630: client denied by server configuration: /srv/denied/x", HttpActivity, 0, 2, "src_endpoint.port=60160 | metadata.event_code=AH01630")]
    [InlineData("apache-error", "[Sun Mar 01 11:59:58.666066 2026] [auth_basic:error] [pid 507:tid 507] [client 203.0.113.7:60146] AH01618: user no not found: /private/", Authentication, 1, 2, "user.name=no")]
    public void OfTheWeb(string by, string line, EventClass eventClass, int activity, int status, string fields) => Read(by, line, eventClass, activity, status, fields);

    [Theory]
    [InlineData("slapd", At + "slapd[633]: conn=1001 op=0 RESULT tag=97 err=49 qtime=0.000016 etime=0.000240 text=", Authentication, 1, 2, "status_code=49")]
    [InlineData("slapd", At + "slapd[633]: conn=1000 op=0 BIND dn=\"cn=admin,dc=city\" mech=SIMPLE bind_ssf=0 ssf=0", Authentication, 1, 1, "user.name=cn=admin,dc=city | auth_protocol=SIMPLE")]
    [InlineData("slapd", At + "slapd[633]: conn=1003 op=1 SEARCH RESULT tag=101 err=32 qtime=0.000010 etime=0.000141 nentries=0 text=", DatastoreActivity, 4, 2, "nentries=0")]
    [InlineData("radius", "Sun Mar  1 11:59:58 2026 : Auth: (1) Login incorrect (pap: Cleartext password does not match \"known good\" password): [ann] (from client localhost port 0)", Authentication, 1, 2, "user.name=ann")]
    [InlineData("radius", "Sun Mar  1 11:59:58 2026 : Info: Dropping packet without response because of error: Received packet from 203.0.113.7 with invalid Message-Authenticator!  (Shared secret is incorrect.) (from client localhost)", NetworkActivity, 5, 2, "src_endpoint.ip=203.0.113.7 | disposition=Dropped")]
    [InlineData("radius", "Sun Mar  1 11:59:58 2026 : Info: Ready to process requests", ApplicationLifecycle, 3, 1, "service.name=radiusd")]
    [InlineData("samba", "  Auth: [SMB2,(null)] user [CITY]\\[ann] at [Sun, 01 Mar 2026 11:59:58.341252 UTC] with [NTLMv2] status [NT_STATUS_WRONG_PASSWORD] workstation [GATE] remote host [ipv4:203.0.113.7:37228] mapped to [CITY]\\[ann]. local host [ipv4:192.0.2.1:4455] ", Authentication, 1, 2, "user.name=ann | user.domain=CITY | src_endpoint.ip=203.0.113.7 | src_endpoint.port=37228")]
    [InlineData("samba", "  Auth: [SMB2,(null)] user [x] remote host [ipv4:10.0.0.1:1]]\\[ann] at [Sun, 01 Mar 2026 11:59:58.341252 UTC] with [NTLMv2] status [NT_STATUS_NO_SUCH_USER] workstation [GATE] remote host [ipv4:203.0.113.7:37228] mapped to [x]\\[y]. local host [ipv4:192.0.2.1:4455] ", Authentication, 1, 2, "src_endpoint.ip=")]
    [InlineData("ftp", At + "proftpd[681]: gate - ProFTPD 1.3.8 (stable) (built Fri May 1 2026 20:02:15 UTC) standalone mode STARTUP", ApplicationLifecycle, 3, 1, "service.name=proftpd")]
    [InlineData("ftp", At + "proftpd[684]: gate (gate[203.0.113.7]) - USER ann (Login failed): Incorrect password", Authentication, 1, 2, "user.name=ann | src_endpoint.ip=203.0.113.7")]
    [InlineData("ftp", At + "proftpd[688]: gate (gate[203.0.113.7]) - USER nobodyhere: no such user found from gate [203.0.113.7] to ::ffff:192.0.2.1:2122", Authentication, 1, 2, "user.name=nobodyhere")]
    [InlineData("slapd", At + "slapd[596]: slapd starting", ApplicationLifecycle, 3, 1, "service.name=slapd")]
    [InlineData("samba", At + "smbd_audit: ann|203.0.113.7|plans|create_file|ok|0x12019f|file|overwrite_if|/srv/plans/a.txt", FileHosting, 14, 1, "file.path=/srv/plans/a.txt | share=plans")]
    [InlineData("samba", At + "smbd_audit: ann|203.0.113.7|plans|openat|fail (No such file or directory)|r|/srv/plans/b.txt", FileHosting, 14, 2, "file.path=/srv/plans/b.txt | status_detail=No such file or directory")]
    public void OfDirectoriesAndFiles(string by, string line, EventClass eventClass, int activity, int status, string fields) => Read(by, line, eventClass, activity, status, fields);

    private static void Read(string by, string line, EventClass eventClass, int activity, int status, string fields) =>
        Assert.Equal(by, Expect.Line("auto", line, eventClass, activity, status, fields).By);
}
