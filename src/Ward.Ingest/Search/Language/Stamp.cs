namespace Ward.Ingest.Search.Language;

/// <summary>What Ward itself writes on every event, beside the fields that a decoder found.</summary>
public enum Stamp
{
    /// <summary>OCSF class: by name (authentication) or class_uid (3002).</summary>
    Class,
    /// <summary>OCSF activity_id.</summary>
    Activity,
    /// <summary>OCSF status: unknown, success, failure, other, or status_id.</summary>
    Status,
    Feed,
    Asset,
    Decoder,
    /// <summary>The journal's offset.</summary>
    Offset,
    /// <summary>The whole line.</summary>
    Raw,
}
