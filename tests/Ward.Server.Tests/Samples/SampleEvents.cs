using System.Runtime.CompilerServices;
using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Ingest.Search;
using Ward.Ingest.Search.Language;

namespace Ward.Server.Tests.Samples;

/// <summary>A stored history of three lines, of which every search finds all; its second line is hostile.</summary>
internal sealed class SampleEvents : IEventStore
{
    public string[] Lines { get; } = ["Failed password for root from 203.0.113.7 port 22 ssh2", "<script>alert('root')</script>\u202eroot", "root logged out"];

    /// <summary>Events of the history; the lines over and over.</summary>
    public int Many { get; set; } = 3;

    /// <summary>An event that is there besides, for who asks from it on.</summary>
    public long Also { get; } = 88_120;

    /// <summary>The event at which reading the history fails, or null.</summary>
    public int? BreaksAt { get; set; }

    public CityId City => new("sample");

    public long Next => Lines.Length;

    public long Durable => Next;

    public StoreStatus Status => new(Lines.Length, 100, 50, 1, 0, null, null);

    public Query? LastQuery { get; private set; }

    public void Add(Event e) => throw new NotSupportedException();

    public ValueTask Flush(CancellationToken stop) => ValueTask.CompletedTask;

    public async IAsyncEnumerable<SearchPart> Search(Query query, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        LastQuery = query;
        await Task.Yield();
        yield return new SearchPart.Progress(new SearchProgress(0, 1, 0, 0, 0));
        if (query.Summary is { } summary) yield return new SearchPart.Group([.. summary.By.Select(_ => (object?)"root"), .. summary.Measures.Select(_ => (object?)(long)Many)]);
        else
            for (var i = 0; i < Lines.Length; i++) yield return new SearchPart.Row(Found(i, now));
        yield return new SearchPart.Done(new SearchProgress(1, 1, 0, Lines.Length, Lines.Length), false);
    }

    public async IAsyncEnumerable<FoundEvent> Replay(TimeRange time, Condition where, long fromOffset, DateTimeOffset now, [EnumeratorCancellation] CancellationToken stop)
    {
        await Task.Yield();
        if (fromOffset == Also) yield return Found((int)Also, now);
        for (var i = (int)fromOffset; i < Many; i++)
        {
            if (i == BreaksAt) throw new SearchException("The disk is gone.");
            yield return Found(i, now);
        }
    }

    public async Task<long> Export(Query query, DateTimeOffset now, string file, CancellationToken stop)
    {
        await File.WriteAllTextAsync(file, "PAR1", stop);
        return Lines.Length;
    }

    public Task<long> Retain(Retention retention, DateTimeOffset now, CancellationToken stop) => Task.FromResult(0L);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FoundEvent Found(int line, DateTimeOffset now) => new(
        City, line, now.AddMinutes(-(line % 3)), now, EventClass.Authentication, 1, 2, new FeedId("gate-ssh"), null, "sshd", Assurance.Authenticated, true,
        [new("user.name", "root"), new("src_endpoint.ip", "203.0.113.7")], Encoding.UTF8.GetBytes(Lines[line % Lines.Length]), new LogSource("", "linux", "sshd"));
}
