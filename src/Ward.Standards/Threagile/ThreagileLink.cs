namespace Ward.Standards.Threagile;

/// <summary>A communication link of a technical asset to another.</summary>
/// <param name="Id">Threagile's: the caller's id, '&gt;', the title in lower case with hyphens.</param>
/// <param name="Target">Id of the technical asset that is called.</param>
/// <param name="Protocol">Threagile's name of it: https, jdbc-encrypted, ssh.</param>
/// <param name="Authentication">none, credentials, session-id, token, client-certificate, two-factor, externalized.</param>
public sealed record ThreagileLink(
    string Id, string Title, string Target, string Protocol, string Authentication, string Authorization, bool Vpn, bool IpFiltered, bool ReadOnly, bool DevOps,
    IReadOnlyList<string> DataSent, IReadOnlyList<string> DataReceived, IReadOnlyList<string> Tags);
