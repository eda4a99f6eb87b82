namespace Ward.Server.Application.Views;

/// <summary>How far the searchable history is behind what was received. Detection does not wait for it.</summary>
/// <param name="State">ok, behind (more than half a minute) or trouble.</param>
/// <param name="EventsBehind">About how many events are received and not searchable yet; null where not known.</param>
/// <param name="SecondsBehind">How long ago the oldest of them was received; null where not known.</param>
/// <param name="Trouble">Why events do not reach the store, or null; the journal keeps them until they do.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record StoreView(string State, long? EventsBehind, double? SecondsBehind, string? Trouble, DateTimeOffset? TroubleSince, string Words);
