using Ward.Govern.ThreatModel.Systems;
using static Ward.Govern.Tests.ThreatModel.Sketch;
using static Ward.Govern.ThreatModel.Severity;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>Source, build chain, deployment, containers, clouds.</summary>
internal static class BuildCases
{
    private static readonly TechnicalAsset Repo = Part("repo", "sourcecode-repository"), Ci = Part("ci", "build-pipeline"), App = Part("app", "web-server"), Dev = Part("dev", "devops-client");

    public static IEnumerable<KindCase> All =>
    [
        new("accidental-secret-leak",
            [(Of(Repo), [("repo", Low)]), (Of(Part("images", "artifact-registry") with { Processed = ["secret"] }), [("images", Medium)]), (Of(Repo with { Stored = ["crown"] }), [("repo", Medium)])],
            [Of(App), Of(Repo with { OutOfScope = true })]),
        new("code-backdooring",
            [
                (Of(Repo with { Internet = true }), [("repo", Medium)]),
                (Of(Ci, Dev with { OutOfScope = true }, Call("dev", "ci")), [("ci", Medium)]),
                (Of(Ci, App with { Internet = true }, Call("app", "ci")), [("ci", Medium)]),
                (Of(Part("scan", "code-inspection-platform") with { Internet = true }), [("scan", Low)]),
            ],
            [Of(Ci, Dev, Call("dev", "ci")), Of(Ci, App with { Internet = true }, Call("app", "ci") with { Vpn = true }), Of(App with { Internet = true }), Of(Ci with { Internet = true, OutOfScope = true })]),
        new("container-baseimage-backdooring",
            [(Of(App with { Machine = Machine.Container }), [("app", Medium)]), (Of(App with { Machine = Machine.Container, Own = Topmost }), [("app", Medium)])],
            [Of(App), Of(App with { Machine = Machine.Container, OutOfScope = true })]),
        new("container-platform-escape",
            [(Of(Part("k8s", "container-platform")), [("k8s", Medium)])],
            [Of(App with { Machine = Machine.Container }), Of(Part("k8s", "container-platform") with { OutOfScope = true })]),
        new("missing-build-infrastructure",
            [(Of(App with { CustomDeveloped = true }, Repo, Ci), [("app", Low)]), (Of(App with { CustomDeveloped = true }, Part("own", "tool") with { CustomDeveloped = true, Own = Sensitive }), [("own", Medium)])],
            [Of(App with { CustomDeveloped = true }, Repo, Ci, Dev), Of(App), Of(App with { CustomDeveloped = true, OutOfScope = true })]),
        new("missing-cloud-hardening",
            [
                (Of(App, Net("cloud", "app") with { Type = BoundaryType.CloudProvider }), [("cloud", Medium)]),
                (Of(App with { Own = Sensitive }, Net("house", "app") with { Tags = ["azure"] }), [("house@azure", Medium)]),
                (Of(App with { Own = Topmost, Tags = ["gcp:run"] }), [("app@gcp", Elevated)]),
                // A boundary with a provider's tag stands for the provider: neither once more as any cloud, nor by an asset as an example.
                (Of(App with { Tags = ["aws"] }, Net("cloud", "app") with { Type = BoundaryType.CloudProvider, Tags = ["aws"] }), [("cloud@aws", Medium)]),
                (Of(App with { Tags = ["aws:s3"] }, new SharedRuntime("rt", "rt", ["app"]) { Tags = ["aws"] }), [("app@s3", Medium), ("rt@aws", Medium)]),
            ],
            [Of(App, Net("house", "app")), Of(App with { Tags = ["awsome"] })]),
        new("push-instead-of-pull-deployment",
            [(Of(Ci, App, Call("ci", "app") with { DevOps = true }), [("ci@app@ci>app", Low)]), (Of(Ci, App with { Own = Sensitive }, Call("ci", "app") with { DevOps = true }), [("ci@app@ci>app", Medium)])],
            [
                Of(Ci, App, Call("ci", "app")), Of(Ci, App, Call("ci", "app") with { DevOps = true, ReadOnly = true }), Of(Ci, Repo, Call("ci", "repo") with { DevOps = true }),
                Of(Ci, App with { DevOps = true }, Call("ci", "app") with { DevOps = true }), Of(Ci, App with { OutOfScope = true }, Call("ci", "app") with { DevOps = true }), Of(Repo, App, Call("repo", "app") with { DevOps = true }),
            ]),
        new("unchecked-deployment",
            [(Of(Ci, App with { Own = Sensitive }, Call("ci", "app") with { DevOps = true, Sent = ["secret"] }), [("ci", Medium)]), (Of(Ci, App with { Own = Sensitive }, Call("ci", "app") with { DevOps = true }), [("ci", Low)])],
            [Of(App)]),
        new("mixed-targets-on-shared-runtime",
            [
                (Of(App, Part("db", "database"), Net("a", "app"), Net("b", "db"), new SharedRuntime("vm", "vm", ["app", "db"])), [("vm", Low)]),
                (Of(Part("lb", "load-balancer"), Part("db", "database") with { Own = Topmost }, new SharedRuntime("vm", "vm", ["lb", "db"])), [("vm", Medium)]),
            ],
            [Of(App, Part("db", "database"), new SharedRuntime("vm", "vm", ["app", "db"])), Of(Part("lb", "load-balancer"), Part("db", "database"), new SharedRuntime("vm", "vm", ["lb"]))]),
        new("wrong-trust-boundary-content",
            [(Of(App, Net("ns", "app") with { Type = BoundaryType.NamespaceIsolation }), [("app", Low)])],
            [Of(App with { Machine = Machine.Container }, Net("ns", "app") with { Type = BoundaryType.NamespaceIsolation }), Of(App with { Machine = Machine.Serverless }, Net("ns", "app") with { Type = BoundaryType.NamespaceIsolation }), Of(App, Net("ns", "app"))]),
    ];
}
