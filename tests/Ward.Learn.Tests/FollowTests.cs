using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ward.City;
using Ward.Detect.Incidents;
using Ward.Learn.AfterAction;
using Ward.Learn.Feedback;
using Ward.Prescribe;
using Ward.Prescribe.Replays;
using Ward.Respond;
using Ward.Respond.Plans;

namespace Ward.Learn.Tests;

public sealed class FollowTests
{
    [Fact]
    public async Task AStoreThatCannotBeWrittenDoesNotEndTheFollowingAndNoOutcomeIsLost()
    {
        var stop = TestContext.Current.CancellationToken;
        var time = new FakeTimeProvider();
        var store = new FullStore();
        var outcomes = Channel.CreateUnbounded<Outcome>();
        var following = new Learning(store, time, NullLogger<Learning>.Instance).Follow(outcomes.Reader.ReadAllAsync(stop), stop);

        foreach (var state in (PlanState[])[PlanState.Applied, PlanState.Expired])
            await outcomes.Writer.WriteAsync(new(new CityId("c"), new IncidentId("i"), 1, new PlanId("p"), state, time.GetUtcNow(), "words"), stop);
        outcomes.Writer.Complete();
        for (var i = 0; i < 3; i++)
        {
            await store.Refused.Reader.ReadAsync(stop);
            Assert.False(following.IsCompleted);
            store.IsFull = i < 2;
            // The wait begins a moment after the refusal; a step of the clock before that would be lost.
            while (!store.HasBeenAsked(i + 2)) time.Advance(TimeSpan.FromSeconds(2));
        }

        await following.WaitAsync(TimeSpan.FromSeconds(10), stop);
        Assert.Equal([PlanState.Applied, PlanState.Expired], store.Kept);
    }

    private sealed class FullStore : IAfterActionStore
    {
        private int asked;

        public volatile bool IsFull = true;

        public Channel<bool> Refused { get; } = Channel.CreateUnbounded<bool>();

        public List<PlanState> Kept { get; } = [];

        public bool HasBeenAsked(int times) => Volatile.Read(ref asked) >= times;

        public Task Add(Outcome outcome, CancellationToken stop)
        {
            Interlocked.Increment(ref asked);
            if (IsFull)
            {
                Refused.Writer.TryWrite(true);
                throw new IOException("the disk is full");
            }

            Kept.Add(outcome.State);
            return Task.CompletedTask;
        }

        public Task Upsert(AfterActionRecord record, CancellationToken stop) => throw new InvalidOperationException();

        public Task<bool> Add(CityId city, IncidentId incident, Judgement judgement, CancellationToken stop) => throw new InvalidOperationException();

        public Task<IReadOnlyList<Judgement>> Judgements(CityId city, IncidentId incident, CancellationToken stop) => throw new InvalidOperationException();

        public Task<AfterActionRecord?> Find(CityId city, IncidentId incident, CancellationToken stop) => throw new InvalidOperationException();

        public Task Keep(KeptChoice choice, CancellationToken stop) => throw new InvalidOperationException();

        public Task<KeptChoice?> Choice(CityId city, PrescriptionId prescription, CancellationToken stop) => throw new InvalidOperationException();

        public Task<IReadOnlyList<AfterActionRecord>> Latest(CityId city, int limit, CancellationToken stop) => throw new InvalidOperationException();
    }
}
