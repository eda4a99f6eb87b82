using System.Globalization;
using System.Net;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;
using Ward.Prescribe.Measures;

namespace Ward.Server.Application.Rehearsing;

/// <summary>The conversations of the last days, from the event store; asked anew at most every few minutes, whoever looks. Thread-safe.</summary>
internal sealed partial class FlowHistory(IEventStore events, TimeProvider time, ILogger<FlowHistory> log) : IDisposable
{
    /// <summary>How far back it looks.</summary>
    public const int Days = 7;

    /// <summary>Different conversations at the most, the most frequent ones.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    // What a firewall stopped, a server refused or nobody answered was no conversation that a plan could cut.
    private static readonly Query Conversations = QueryParser.Read(string.Create(CultureInfo.InvariantCulture, $"src_ip:* dst_ip:* status!=failure disposition!=(blocked, dropped, rejected, denied, reset) last {Days}d | count by src_ip, dst_ip, dst_port | limit {Most}")) switch
    {
        QueryReading.Read read => read.Query,
        QueryReading.Refused refused => throw new InvalidOperationException(refused.Error.ToString()),
        _ => throw new InvalidOperationException("unknown reading"),
    };

    private readonly SemaphoreSlim turn = new(1, 1);
    private IReadOnlyList<ObservedFlow> known = [];
    private DateTimeOffset asked = DateTimeOffset.MinValue;

    public void Dispose() => turn.Dispose();

    /// <summary>None where the store has none or cannot answer now; what it said last is kept for then.</summary>
    public async Task<IReadOnlyList<ObservedFlow>> Read(CancellationToken stop)
    {
        await turn.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            if (now - asked < Fresh) return known;
            var found = new List<ObservedFlow>();
            await foreach (var part in events.Search(Conversations, now, stop).ConfigureAwait(false))
                if (part is SearchPart.Group group && Tell(group.Values) is { } flow) found.Add(flow);
            (known, asked) = (found, now);
        }
        catch (SearchException e)
        {
            asked = time.GetUtcNow();
            Unanswered(log, e.Message);
        }
        finally
        {
            turn.Release();
        }

        return known;
    }

    private static ObservedFlow? Tell(IReadOnlyList<object?> values)
    {
        if (values.Count < 4 || Address(values[0]) is not { } source || Address(values[1]) is not { } destination) return null;
        var port = Whole(values[2]) ?? 0;
        return port is >= 0 and <= 65535 ? new(source, destination, null, (int)port, Math.Max(1, Whole(values[3]) ?? 1)) : null;
    }

    private static IPAddress? Address(object? value) =>
        value is not null && IPAddress.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    private static long? Whole(object? value) =>
        long.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    [LoggerMessage(9302, LogLevel.Warning, "The conversations of the last days cannot be read: {Reason}")]
    private static partial void Unanswered(ILogger log, string reason);
}
