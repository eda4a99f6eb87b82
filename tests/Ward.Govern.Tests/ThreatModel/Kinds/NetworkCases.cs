using Ward.Govern.ThreatModel.Systems;
using static Ward.Govern.Tests.ThreatModel.Sketch;
using static Ward.Govern.ThreatModel.Severity;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>Boundaries, exposure, encryption, hardening.</summary>
internal static class NetworkCases
{
    private static readonly Sensitivity Vital = Plain with { Availability = Criticality.Critical };
    private static readonly TechnicalAsset App = Part("app", "web-application"), Tool = Part("tool", "tool"), Net1 = Part("net", "browser") with { Internet = true }, Db = Part("db", "database", AssetType.Datastore) with { Own = Sensitive };
    private static readonly TechnicalAsset Lb = Part("lb", "load-balancer"), Files = Part("files", "file-server", AssetType.Datastore) with { Own = Sensitive };

    public static IEnumerable<KindCase> All =>
    [
        new("dos-risky-access-across-trust-boundary",
            [
                (Of(App, Tool with { Own = Vital }, Call("app", "tool"), Net("in", "tool")), [("tool@app@app>tool", Low)]),
                (Of(App, Tool with { Own = Topmost }, Call("app", "tool"), Net("in", "tool")), [("tool@app@app>tool", Medium)]),
                (Of(App, Tool with { Own = Topmost }, Call("app", "tool") with { IpFiltered = true }, Net("in", "tool")), [("tool@app@app>tool", Low)]),
                (Of(Net1, Lb, Tool with { Own = Vital }, Call("net", "lb"), Call("lb", "tool"), Net("in", "tool", "lb")), [("tool@net@net>lb->lb>tool", Low)]),
            ],
            [
                Of(App, Tool with { Own = Vital }, Call("app", "tool"), Net("in", "tool", "app")), Of(App, Tool, Call("app", "tool"), Net("in", "tool")), Of(App, Tool with { Own = Vital }, Call("app", "tool") with { DevOps = true }, Net("in", "tool")),
                Of(App, Lb with { Own = Vital }, Call("app", "lb"), Net("in", "lb")), Of(App, Tool with { Own = Vital, OutOfScope = true }, Call("app", "tool"), Net("in", "tool")), Of(App, Tool with { Own = Vital }, Call("app", "tool"), Env("box", "tool")),
            ]),
        new("unguarded-access-from-internet",
            [
                (Of(Net1, Tool with { Own = Sensitive }, Call("net", "tool")), [("tool@net@net>tool", Elevated)]),
                (Of(Net1, App with { Own = Sensitive, CustomDeveloped = true }, Db with { Own = Topmost, Stored = ["crown"], Processed = ["crown"] }, Call("net", "app")), [("app@net@net>app", Medium)]),
                (Of(Net1, App with { Own = Sensitive }, Call("net", "app", "ssh")), [("app@net@net>app", Elevated)]),
            ],
            [
                Of(Net1, Tool, Call("net", "tool")), Of(Net1, App with { Own = Sensitive }, Call("net", "app")), Of(Net1, Tool with { Own = Sensitive }, Call("net", "tool") with { Vpn = true }), Of(Net1, Lb with { Own = Sensitive }, Call("net", "lb")),
                Of(App, Tool with { Own = Sensitive }, Call("app", "tool")), Of(Part("mon", "monitoring") with { Internet = true }, Tool with { Own = Sensitive }, Call("mon", "tool")), Of(Net1, Part("gate", "gateway") with { Own = Sensitive }, Call("net", "gate", "sftp")),
                Of(Net1, Tool with { Own = Sensitive, OutOfScope = true }, Call("net", "tool")),
            ]),
        new("unguarded-direct-datastore-access",
            [(Of(App, Db, Call("app", "db", "jdbc"), Net("in", "db")), [("app>db@app@db", Elevated)]), (Of(App, Db, Tool with { Own = Topmost, Processed = ["crown", "secret"], MultiTenant = true }, Part("big", "container-platform") with { Own = Topmost }, Call("app", "db", "jdbc"), Net("in", "db")), [("app>db@app@db", Medium)])],
            [
                Of(App, Db, Call("app", "db", "jdbc"), Net("in", "db", "app")), Of(App, Db with { Own = Plain }, Call("app", "db", "jdbc"), Net("in", "db")), Of(App, Db, Call("app", "db", "jdbc") with { DevOps = true }, Net("in", "db")),
                Of(App, Tool with { Own = Sensitive }, Call("app", "tool"), Net("in", "tool")), Of(App, Files, Call("app", "files", "sftp"), Net("in", "files")), Of(App, Db with { OutOfScope = true }, Call("app", "db", "jdbc"), Net("in", "db")),
                Of(Part("idp", "identity-provider"), Part("dir", "identity-store-ldap", AssetType.Datastore) with { Own = Sensitive }, Call("idp", "dir", "ldaps"), Net("in", "dir")),
            ]),
        new("missing-network-segmentation",
            [(Of(App, Db, Net("one", "app", "db")), [("db", Low)]), (Of(Part("mon", "monitoring"), Tool with { Own = Topmost }, Net("one", "mon", "tool")), [("tool", Medium)]), (Of(App, Db, Net("one", "app"), new Boundary("env", "env", BoundaryType.ExecutionEnvironment, ["db"], [])), [])],
            [
                Of(App, Db, Net("one", "app"), Net("two", "db")), Of(App, Db, Call("app", "db", "jdbc"), Net("one", "app", "db")), Of(Tool, Db, Net("one", "tool", "db")), Of(App, Db with { OutOfScope = true }, Net("one", "app", "db")),
                Of(App, Tool, Part("idle", "tool") with { Own = Plain with { Confidentiality = Confidentiality.Public } }, Net("one", "app", "tool")), Of(App, Db, Part("big", "container-platform") with { Own = Topmost }, Net("one", "app", "db")),
            ]),
        new("missing-hardening",
            [
                (Of(Db, Tool), [("db", Medium)]), (Of(Tool with { Processed = ["crown"] }, Part("idle", "tool")), [("tool", Elevated)]),
                // Half as attractive as the first: enough for a controller, not for a tool.
                (Of(Tool with { Own = Topmost }, Part("half", "plc") with { Own = Sensitive }, Part("idle", "tool")), [("half", Medium), ("tool", Elevated)]),
                (Of(Tool with { Own = Topmost }, Part("half", "tool") with { Own = Sensitive }, Part("idle", "tool")), [("tool", Elevated)]),
            ],
            [Of(Tool with { OutOfScope = true }, Part("idle", "tool") with { OutOfScope = true })]),
        new("unencrypted-asset",
            [
                (Of(Tool with { Stored = ["secret"] }), [("tool", Medium)]), (Of(Tool with { Stored = ["crown"] }), [("tool", Medium)]), (Of(Db with { Stored = ["crown"], Encryption = Encryption.Transparent }), [("db", Medium)]),
                (Of(Tool with { Stored = ["plain"], Own = Plain with { Integrity = Criticality.Critical } }), [("tool", Medium)]),
            ],
            [
                Of(Tool with { Stored = ["plain"] }), Of(Tool with { Stored = ["secret"], Encryption = Encryption.Transparent }), Of(Db with { Stored = ["crown"], Encryption = Encryption.EndUserIndividualKey }), Of(Db), Of(Lb with { Stored = ["secret"] }),
                Of(Part("lib", "library") with { Stored = ["secret"] }), Of(Tool with { Stored = ["secret"], OutOfScope = true }), Of(Tool with { Stored = ["crown"], Encryption = Encryption.Transparent }),
                Of(Db with { Stored = ["secret"], Encryption = Encryption.Transparent }),
            ]),
        new("unencrypted-communication",
            [
                (Of(App, Tool, Call("app", "tool", "http")), [("app>tool@app@tool", Medium)]),
                (Of(App, Tool, Call("app", "tool", "http") with { Authentication = Authentication.None, Sent = ["secret"] }), [("app>tool@app@tool", Medium)]),
                (Of(App, Tool, Call("app", "tool", "jdbc") with { Authentication = Authentication.None, Received = ["crown"], Vpn = true }, Net("in", "tool")), [("app>tool@app@tool", Elevated)]),
            ],
            [
                Of(App, Tool, Call("app", "tool")), Of(App, Tool, Call("app", "tool", "http") with { Authentication = Authentication.None }), Of(App, Tool, Call("app", "tool", "http") with { Authentication = Authentication.None, Sent = ["secret"], Vpn = true }),
                Of(App, Part("mon", "monitoring"), Call("app", "mon", "http")), Of(App, Part("disk", "local-file-system"), Call("app", "disk", "local-file-access")), Of(App with { OutOfScope = true }, Tool with { OutOfScope = true }, Call("app", "tool", "http")),
                Of(App, Tool, Call("app", "tool", "http") with { Sent = [], Received = [] }), Of(App, Tool, Call("app", "tool", "unknown-protocol")),
            ]),
    ];
}
