using Ward.Ingest.Feeds;

namespace Ward.Server.Application.Connecting;

/// <summary>Sources that deliver documents by HTTP or as files: JSON in arrays and wrappers, XML over many lines, event files of Windows.</summary>
internal static class DocumentShippers
{
    private const string Json = "application/json";

    public static IReadOnlyList<Shipper> All { get; } =
    [
        Post("cap", "Public warnings (CAP 1.2)", "warnings of the weather service, civil protection, the city's own", "a shell where the warning lies, or the alerting program's web hook with these headers",
            p => $"curl {Curl(p, "application/cap+xml")} --data-binary @alert.xml {Url(p)}") with { Tested = [FeedKind.Http] },
        Post("fiware", "FIWARE context broker (NGSI-LD)", "measured values of Orion-LD, Scorpio or Stellio: each entity of a notification is an event", "a shell that reaches the broker; put its address and the entities' type in", p => $$"""
            curl -H "Content-Type: application/ld+json" -d '{"type":"Subscription","entities":[{"type":"Device"}],
              "notification":{"format":"normalized","endpoint":{"uri":"{{Url(p)}}","accept":"application/json",
                "receiverInfo":[{"key":"Authorization","value":"Bearer {{p.Token}}"}]} },
              "@context":"https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld"}' http://BROKER:1026/ngsi-ld/v1/subscriptions
            """),
        Post("fiware-v2", "FIWARE context broker (NGSI-v2)", "measured values of Orion: each entity of a notification is an event", "a shell that reaches the broker; put its address and the entities' type in", p => $$"""
            curl -H "Content-Type: application/json" -d '{"subject":{"entities":[{"idPattern":".*","type":"Device"}]},
              "notification":{"httpCustom":{"url":"{{Url(p)}}","headers":{"Authorization":"Bearer {{p.Token}}"} } } }' http://BROKER:1026/v2/subscriptions
            """),
        Post("misp", "MISP sightings", "what others saw of an indicator", "a timer on a machine that reaches MISP; put its address and key in", p => $$"""
            curl -fsS -H "Authorization: MISP_KEY" -H "Accept: {{Json}}" -H "Content-Type: {{Json}}" -d '{"returnFormat":"json","last":"1h"}' https://MISP/sightings/restSearch/event |
              {{Piped(p)}}
            """),
        Post("cloudtrail", "AWS CloudTrail", "calls and sign-ins of an AWS account, from the files that the trail writes to its bucket", "a shell that may read the bucket; once for each new file", p => $"""
            aws s3 cp s3://BUCKET/FILE.json.gz - |
              curl {Curl(p, Json)} -H "Content-Encoding: gzip" --data-binary @- {Url(p)}
            """) with { After = "for a whole bucket: aws s3 sync into a folder feed (docs/reference/feeds.md)" },
        Post("azure", "Azure activity log", "what was done in an Azure subscription", "a timer where az is signed in", p => $"""
            az monitor activity-log list --offset 1h -o json |
              {Piped(p)}
            """),
        Post("entra", "Entra ID and Microsoft 365", "sign-ins and audit of a tenant, from Microsoft Graph; the Management Activity API's contents likewise", "a timer where az is signed in", p => $"""
            az rest --url "https://graph.microsoft.com/v1.0/auditLogs/signIns?\$filter=createdDateTime ge $(date -u -d '1 hour ago' +%FT%TZ)" |
              {Piped(p)}
            """),
        Post("github-audit", "GitHub audit log", "what was done in an organisation on GitHub", "a timer where gh is signed in; put the organisation in", p => $"""
            gh api "orgs/ORGANISATION/audit-log?include=all&per_page=100&phrase=created:>=$(date -u -d '1 hour ago' +%FT%TZ)" --paginate |
              {Piped(p)}
            """),
        Post("evtx", "Event files of Windows (.evtx)", "logs that were saved or collected as files", "a machine that has ward and the file",
            p => $"WARD_TOKEN={p.Token} ward ingest {p.Feed.Id} --server {p.Url} --file Security.evtx"),
    ];

    private static Shipper Post(string id, string name, string of, string into, Func<Place, string> fragment) => new(id, name, of, [FeedKind.Http], into, fragment);

    private static string Url(Place p) => $"{p.Url}/api/v1/ingest/{p.Feed.Id}";

    private static string Curl(Place p, string type) => $"""-fsS {(p.Pins ? $"--cacert {Place.Certificate} " : "")}-H "Authorization: Bearer {p.Token}" -H "Content-Type: {type}" """.TrimEnd();

    private static string Piped(Place p) => $"curl {Curl(p, Json)} --data-binary @- {Url(p)}";
}
