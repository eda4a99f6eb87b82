using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Cloud;

/// <summary>One entry of an organisation's or enterprise's audit log on GitHub.</summary>
internal sealed class GitHubAuditDecoder : JsonSource
{
    private static readonly MemberName Action = new("action"), Actor = new("actor"), Org = new("org"), Business = new("business"), Document = new("_document_id"), Timestamp = new("@timestamp"), Created = new("created_at");

    private static readonly FieldMap Map = new(
        ("action", Fields.ApiOperation), ("actor", Fields.ActorUser), ("actor_id", Fields.ActorUserUid), ("actor_ip", Fields.SourceIp), ("user", Fields.UserName), ("user_id", Fields.UserUid), ("repo", Fields.ResourceName),
        ("repo_id", Fields.ResourceUid), ("org_id", Fields.TenantUid), ("_document_id", Fields.EventUid), ("request_id", Fields.ApiRequest), ("user_agent", Fields.HttpAgent),
        ("actor_location.country_code", Fields.SourceCountry), ("team", Fields.GroupName));

    private static readonly LogSource Source = new("", "github", "audit");

    public override DecoderCard Card { get; } = new("github-audit", "GitHub audit log", "Enterprise Cloud's streaming and REST forms by their reference", LineShape.Json,
        """{"@timestamp":1772366398123,"_document_id":"q7","action":"repo.destroy","actor":"ann","actor_ip":"203.0.113.7","org":"example-city","repo":"example-city/lights","created_at":1772366398123,"user_agent":"Mozilla/5.0","actor_location":{"country_code":"AQ"}}""");

    protected override bool Recognises(JsonTable table) =>
        table.Has(Action) && table.Has(Actor) && (table.Has(Document) || table.Has(Org) || table.Has(Business)) && (table.Has(Timestamp) || table.Has(Created));

    protected override bool TryRead(JsonTable table, in SyslogHeader header, EventBuilder into)
    {
        TakeTime(table, into, Timestamp, Created);
        MemberWriter.Keep(table, Map, into);
        into.Set(Fields.ApiService, "github"u8);
        var action = table.Value(Action);
        // "repo.destroy", "org.add_member": the verb stands after the last dot.
        into.Is(EventClass.ApiActivity, ApiActivities.OfName(action[(action.LastIndexOf((byte)'.') + 1)..]), 0, Source);
        return true;
    }
}
