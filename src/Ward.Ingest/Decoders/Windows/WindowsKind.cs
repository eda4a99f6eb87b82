using Ward.Ingest.Decoders.Json;

namespace Ward.Ingest.Decoders.Windows;

/// <summary>What an event id of a channel means.</summary>
/// <param name="Class">OCSF class.</param>
/// <param name="Activity">OCSF activity_id of the class.</param>
/// <param name="Status">OCSF status_id, or <see cref="ByAudit"/> or <see cref="ByCode"/>.</param>
/// <param name="Map">The event's data by their names in Windows, and the fields that say the same.</param>
/// <param name="Category">Sigma category; empty where the id belongs to none.</param>
internal sealed record WindowsKind(EventClass Class, int Activity, int Status, FieldMap Map, string Category = "")
{
    /// <summary>Success or failure stands in the audit keywords.</summary>
    public const int ByAudit = -1;

    /// <summary>Success or failure stands in the event's own Status, zero for success.</summary>
    public const int ByCode = -2;
}
