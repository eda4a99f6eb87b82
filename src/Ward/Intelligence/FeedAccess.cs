namespace Ward.Intelligence;

/// <summary>By what a feed knows Ward. Secrets lie in files, never in ward.yaml; every path is absolute.</summary>
/// <param name="User">For basic authentication, with <paramref name="PasswordFile"/>.</param>
/// <param name="TokenFile">Its first line is a bearer token.</param>
/// <param name="HeaderFile">Its first line is a header, such as 'Auth-Key: …'.</param>
/// <param name="Certificate">PEM of a client certificate, with <paramref name="Key"/>.</param>
public sealed record FeedAccess(string? User, string? PasswordFile, string? TokenFile, string? HeaderFile, string? Certificate, string? Key)
{
    public static FeedAccess None { get; } = new(null, null, null, null, null, null);
}
