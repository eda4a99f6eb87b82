using Ward.Govern.ThreatModel.Systems;
using static Ward.Govern.Tests.ThreatModel.Sketch;
using static Ward.Govern.ThreatModel.Severity;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>Flaws of code: injections, forgeries, formats.</summary>
internal static class WebCases
{
    private static readonly TechnicalAsset App = Part("app", "web-application"), Api = Part("api", "web-service-rest"), Client = Part("client", "browser"), Db = Part("db", "database", AssetType.Datastore);
    private static readonly TechnicalAsset Ldap = Part("dir", "identity-store-ldap", AssetType.Datastore), Files = Part("files", "file-server", AssetType.Datastore), Search = Part("search", "search-engine");

    public static IEnumerable<KindCase> All =>
    [
        new("cross-site-request-forgery",
            [
                (Of(Client, App, Call("client", "app")), [("app@client>app", Medium)]),
                (Of(Client, App, Call("client", "app", "wss") with { Sent = ["crown"] }), [("app@client>app", Elevated)]),
                (Of(Client, App, Call("client", "app") with { DevOps = true, Sent = ["crown"] }), [("app@client>app", Elevated)]),
            ],
            [Of(Client, App, Call("client", "app", "ssh")), Of(Client, Api, Call("client", "api")), Of(Client, App with { OutOfScope = true }, Call("client", "app"))]),
        new("cross-site-scripting",
            [(Of(App), [("app", Elevated)]), (Of(Part("cms", "cms") with { Processed = ["crown"] }), [("cms", Elevated)])],
            [Of(Api), Of(App with { OutOfScope = true })]),
        new("ldap-injection",
            [(Of(App, Ldap, Call("app", "dir", "ldaps")), [("app@dir@app>dir", Elevated)]), (Of(App, Ldap, Call("app", "dir", "ldap") with { DevOps = true }), [("app@dir@app>dir", Medium)])],
            [Of(App, Ldap, Call("app", "dir")), Of(App with { OutOfScope = true }, Ldap, Call("app", "dir", "ldap"))]),
        new("missing-file-validation",
            [(Of(App with { CustomDeveloped = true, Formats = ["json", "file"] }), [("app", Medium)]), (Of(App with { CustomDeveloped = true, Formats = ["file"], Processed = ["crown"] }), [("app", Elevated)])],
            [Of(App with { Formats = ["file"] }), Of(App with { CustomDeveloped = true, Formats = ["json"] }), Of(App with { CustomDeveloped = true, Formats = ["file"], OutOfScope = true })]),
        new("path-traversal",
            [(Of(App, Files, Call("app", "files", "nfs")), [("app@files@app>files", Elevated)]), (Of(App, Files with { Stored = ["crown"] }, Call("app", "files", "nfs")), [("app@files@app>files", High)])],
            [Of(App, Db, Call("app", "db")), Of(App with { OutOfScope = true }, Files, Call("app", "files", "nfs"))]),
        new("search-query-injection",
            [
                (Of(App, Search, Call("app", "search")), [("app@search@app>search", Medium)]),
                (Of(App, Search with { Processed = ["secret"] }, Call("app", "search", "binary")), [("app@search@app>search", Elevated)]),
                (Of(App, Search with { Processed = ["crown"] }, Call("app", "search", "http")), [("app@search@app>search", High)]),
            ],
            [Of(App, Search, Call("app", "search", "ssh")), Of(App with { OutOfScope = true }, Search, Call("app", "search")), Of(App, Api, Call("app", "api"))]),
        new("server-side-request-forgery",
            [
                (Of(App, Api, Call("app", "api")), [("app@api@app>api", Medium)]),
                (Of(App, Api with { Processed = ["crown"] }, Call("app", "api")), [("app@api@app>api", Elevated)]),
                (Of(App, Api, Call("app", "api"), Net("cloud", "app") with { Type = BoundaryType.CloudSecurityGroup }), [("app@api@app>api", Elevated)]),
                (Of(App, Api, Call("app", "api") with { DevOps = true }), [("app@api@app>api", Low)]),
            ],
            [Of(Client, App, Call("client", "app")), Of(Part("lb", "load-balancer"), App, Call("lb", "app")), Of(App, Db, Call("app", "db", "jdbc")), Of(App with { OutOfScope = true }, Api, Call("app", "api"))]),
        new("sql-nosql-injection",
            [
                (Of(App, Db, Call("app", "db", "jdbc-encrypted")), [("app@db@app>db", Elevated)]),
                (Of(App, Db with { Stored = ["crown"] }, Call("app", "db", "https")), [("app@db@app>db", High)]),
                (Of(App, Db with { Stored = ["crown"] }, Call("app", "db", "odbc") with { DevOps = true }), [("app@db@app>db", Elevated)]),
            ],
            [Of(App, Db, Call("app", "db", "ssh")), Of(App, Api, Call("app", "api")), Of(App with { OutOfScope = true }, Db, Call("app", "db", "jdbc"))]),
        new("untrusted-deserialization",
            [
                (Of(App with { Formats = ["serialization"] }), [("app", Elevated)]),
                (Of(Part("bean", "ejb") with { Own = Topmost }), [("bean", Elevated)]),
                (Of(App, Api, Call("app", "api", "jrmp"), Net("a", "app"), Net("b", "api")), [("api", High)]),
                (Of(App, Api, Call("app", "api", "iiop-encrypted")), [("api", Elevated)]),
            ],
            [Of(App with { Formats = ["json", "xml"] }), Of(App with { Formats = ["serialization"], OutOfScope = true })]),
        new("xml-external-entity",
            [(Of(App with { Formats = ["xml"] }), [("app", Elevated)]), (Of(App with { Formats = ["xml"], Processed = ["crown"] }), [("app", High)])],
            [Of(App with { Formats = ["json"] }), Of(App with { Formats = ["xml"], OutOfScope = true })]),
        new("missing-waf",
            [(Of(Client, App, Call("client", "app"), Net("dmz", "app")), [("app", Low)]), (Of(Client, Api with { Processed = ["crown"] }, Call("client", "api"), Net("out", "client"), Net("in", "api")), [("api", Medium)])],
            [
                Of(Client, App, Call("client", "app")), Of(Part("shield", "waf"), App, Call("shield", "app"), Net("dmz", "app")), Of(Client, App, Call("client", "app", "ssh"), Net("dmz", "app")),
                Of(Client, Db, Call("client", "db"), Net("dmz", "db")), Of(Client, App with { OutOfScope = true }, Call("client", "app"), Net("dmz", "app")), Of(Client, App, Call("client", "app"), Env("box", "app")),
            ]),
    ];
}
