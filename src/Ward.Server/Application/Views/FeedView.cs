namespace Ward.Server.Application.Views;

/// <summary>A feed and what it has brought since the start.</summary>
/// <param name="Where">The file, address or route by which lines come.</param>
/// <param name="Assurance">How sure Ward can be of who sends: none, session, authenticated.</param>
/// <param name="Sample">The last line that was not understood; hostile text.</param>
/// <param name="State">ok, trouble, silent, puzzled (more than 1 in 20 lines not understood) or waiting (nothing came yet).</param>
public sealed record FeedView(
    string Id, string Kind, string Decoder, string? Asset, string Where, string Assurance,
    long Received, long Understood, long NotUnderstood, long Dropped, long Cut,
    DateTimeOffset? LastSeen, string? Sample, string? Trouble, string State, string StateReason);
