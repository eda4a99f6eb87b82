using Ward.Standards.Stix;

namespace Ward.Standards.Misp;

/// <summary>One attribute of an event, those of its objects included (MISP core format, 2.4).</summary>
/// <param name="Type">ip-dst, domain, sha256, filename|md5 …</param>
/// <param name="ForDetection">to_ids: meant for detection, not for reading alone.</param>
/// <param name="Changed">timestamp.</param>
/// <param name="Level">The strictest of its own and the event's TLP tags; null where there is none.</param>
/// <param name="Action">The permissible actions protocol's colour on it or on the event: what may be done with it; null where there is none.</param>
public sealed record MispAttribute(
    string Uuid, string Type, string Value, bool ForDetection, DateTimeOffset? Changed, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen, Tlp? Level, Pap? Action);
