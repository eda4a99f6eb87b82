using System.Globalization;
using Ward.Ingest;
using Ward.Server.Application.Views;

namespace Ward.Server.Application.Telling;

/// <summary>The event store's progress in words.</summary>
internal static class StoreTelling
{
    /// <summary>Behind by more is worth a word.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static StoreView Tell(StoreWriterStatus s)
    {
        var state = s.Trouble is not null ? "trouble" : s.Behind > Patience ? "behind" : "ok";
        var waiting = s.EventsBehind is { } events ? string.Create(CultureInfo.InvariantCulture, $"about {events:N0} events") : "some events";
        return new StoreView(state, s.EventsBehind, s.Behind?.TotalSeconds, s.Trouble, s.TroubleSince, state switch
        {
            "trouble" => $"Events do not reach the history: {s.Trouble}. The journal keeps {waiting}; detection goes on.",
            "behind" => string.Create(CultureInfo.InvariantCulture, $"The history is {s.Behind!.Value.TotalSeconds:N0} s behind: {waiting} cannot be searched yet."),
            _ => "What was received can be searched.",
        });
    }
}
