using Ward.Govern.ThreatModel.Systems;
using static Ward.Govern.Tests.ThreatModel.Sketch;
using static Ward.Govern.ThreatModel.Severity;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>Who is asked, who acts for whom, where identities and secrets are kept.</summary>
internal static class IdentityCases
{
    private static readonly TechnicalAsset App = Part("app", "web-application"), Api = Part("api", "web-service-rest") with { Processed = ["secret"] }, Client = Part("client", "browser") with { UsedByHuman = true };
    private static readonly TechnicalAsset Idp = Part("idp", "identity-provider"), Store = Part("ids", "identity-store-database", AssetType.Datastore), Vault = Part("vault", "vault"), Proxy = Part("proxy", "reverse-proxy");

    private static Link Open(string source, string target) => Call(source, target) with { Authentication = Authentication.None };

    public static IEnumerable<KindCase> All =>
    [
        new("missing-authentication",
            [
                (Of(App, Api, Open("app", "api")), [("app>api@app@api", Medium)]),
                (Of(App, Api, Open("app", "api") with { Sent = ["secret"] }), [("app>api@app@api", Elevated)]),
                (Of(App, Api, Open("app", "api") with { Received = ["crown"] }), [("app>api@app@api", Elevated)]),
                (Of(App, Api with { Processed = ["plain"], MultiTenant = true }, Open("app", "api")), [("app>api@app@api", Medium)]),
            ],
            [
                Of(App, Api, Call("app", "api")), Of(App, Api with { Processed = ["plain"] }, Open("app", "api")), Of(App, Proxy with { Processed = ["secret"] }, Open("app", "proxy")), Of(App, Api with { OutOfScope = true }, Open("app", "api")),
                Of(Part("mon", "monitoring"), Api, Open("mon", "api")), Of(Store, Api, Open("ids", "api")), Of(App, Api, Open("app", "api") with { Protocol = "inter-process-communication" }),
            ]),
        new("missing-authentication-second-factor",
            [
                (Of(Client, Api, Call("client", "api") with { Sent = ["secret"] }), [("client>api@client@api", Medium)]),
                (Of(Client, Proxy, Api, Call("client", "proxy") with { Sent = ["secret"] }, Call("proxy", "api")), [("proxy>api@proxy@api<-client>proxy", Medium)]),
            ],
            [
                Of(Client, Api, Call("client", "api") with { Sent = ["secret"], Authentication = Authentication.TwoFactor }), Of(Client, Api, Call("client", "api")), Of(App, Api, Call("app", "api") with { Sent = ["secret"] }),
                Of(Client, Proxy, Call("client", "proxy") with { Sent = ["secret"] }), Of(Client, Api with { OutOfScope = true }, Call("client", "api") with { Sent = ["secret"] }),
                Of(Client, Proxy, Api, Call("client", "proxy") with { Sent = ["secret"], Authentication = Authentication.TwoFactor }, Call("proxy", "api")),
            ]),
        new("missing-identity-propagation",
            [(Of(App, Api with { Own = Sensitive }, Call("app", "api")), [("app>api@app@api", Low)]), (Of(App, Api with { Own = Topmost }, Call("app", "api")), [("app>api@app@api", Medium)]),
             (Of(App, Api with { Own = Plain with { Integrity = Criticality.Important }, MultiTenant = true }, Call("app", "api")), [("app>api@app@api", Low)])],
            [
                Of(App, Api with { Own = Sensitive }, Call("app", "api") with { Authorization = Authorization.EndUserIdentityPropagation }), Of(App, Api, Call("app", "api")), Of(App, Api with { Own = Sensitive }, Open("app", "api")),
                Of(App, Api with { Own = Sensitive }, Call("app", "api") with { DevOps = true }), Of(Part("mon", "monitoring"), Api with { Own = Sensitive }, Call("mon", "api")), Of(App, Api with { Own = Sensitive, OutOfScope = true }, Call("app", "api")),
                Of(App, Part("db", "database") with { Own = Sensitive }, Call("app", "db")),
            ]),
        new("missing-identity-provider-isolation",
            [
                (Of(Idp, App, Net("one", "idp", "app")), [("idp", Medium)]), (Of(Idp with { Own = Topmost }, App, Net("one", "idp", "app")), [("idp", Elevated)]),
                (Of(Store, App, Env("box", "ids", "app")), [("ids", Elevated)]), (Of(Idp, App), [("idp", Medium)]),
            ],
            [Of(Idp, App, Net("one", "idp"), Net("two", "app")), Of(Idp, Store, Net("one", "idp", "ids")), Of(Idp, Proxy, Net("one", "idp", "proxy")), Of(Idp with { OutOfScope = true }, App, Net("one", "idp", "app"))]),
        new("missing-identity-store",
            [(Of(Client, App, Call("client", "app") with { Authorization = Authorization.EndUserIdentityPropagation }), [("app", Low)]),
             (Of(Client, Api, Call("client", "api") with { Authorization = Authorization.EndUserIdentityPropagation }), [("api", Medium)])],
            [Of(Client, App, Call("client", "app")), Of(Client, App, Store, Call("client", "app") with { Authorization = Authorization.EndUserIdentityPropagation })]),
        new("missing-vault",
            [(Of(App), [("app", Low)]), (Of(App, Api with { Own = Sensitive }), [("api", Medium)])],
            [Of(App, Vault)]),
        new("missing-vault-isolation",
            [(Of(Vault, App, Net("one", "vault", "app")), [("vault", Medium)]), (Of(Vault with { Own = Topmost }, App, Env("box", "vault", "app")), [("vault", Elevated)])],
            [
                Of(Vault, App, Net("one", "vault"), Net("two", "app")), Of(Vault with { OutOfScope = true }, App, Net("one", "vault", "app")),
                Of(Vault, Part("db", "database", AssetType.Datastore), Call("vault", "db", "jdbc"), Net("one", "vault", "db")),
            ]),
        new("service-registry-poisoning",
            [(Of(Part("names", "service-registry")), [("names", Low)]), (Of(Part("names", "service-registry"), Api with { Own = Topmost }, Call("api", "names")), [("names", Medium)])],
            [Of(App), Of(Part("names", "service-registry") with { OutOfScope = true })]),
    ];
}
