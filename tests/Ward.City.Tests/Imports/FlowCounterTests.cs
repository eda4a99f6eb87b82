using System.Net;
using CsCheck;
using Ward.City.Assets;
using Ward.City.Imports.Observed;

namespace Ward.City.Tests.Imports;

public sealed class FlowCounterTests
{
    [Fact]
    public void EveryConversationIsCountedOnceWhateverTheBound() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 10], Gen.Int[1, 5], Gen.Enum<Reply>()).Array[0, 300].Sample(seen =>
        {
            var counter = new FlowCounter(null, mostFlows: 20);
            foreach (var (from, to, port, reply) in seen)
                counter.Add(new Conversation(Address(from), Address(100 + to), null, null, Transport.Tcp, port, reply, null));
            Assert.True(counter.Flows.Count <= 20);
            Assert.Equal(seen.Length, counter.Flows.Values.Sum() + counter.Refused + counter.LetGo + counter.Foreign + counter.ToMany);
        });

    [Fact]
    public void WhatIsOftenStaysWhereWhatIsRareIsLetGo()
    {
        var counter = new FlowCounter(null, mostFlows: 10);
        for (var i = 0; i < 200; i++)
        {
            counter.Add(new Conversation(Address(1), Address(2), null, null, Transport.Tcp, 443, Reply.Answered, i));
            counter.Add(new Conversation(Address(3), Address(4), null, null, Transport.Tcp, 1000 + i, Reply.Answered, i));
        }

        Assert.Equal(200, counter.Flows[new FlowKey(Address(1), Address(2), Transport.Tcp, 443)]);
        Assert.True(counter.LetGo > 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void DifferentThingsAreCountedAboutRight(int things)
    {
        var count = new DistinctCount();
        var random = new Random(7);
        for (var i = 0; i < things; i++) count.Add(random.Next());
        var before = count.Value;
        Assert.InRange(before, things * 0.88 - 1, things * 1.12 + 1);
    }

    [Fact]
    public void WhatTheCitySaysOfAnAddressCountsBeforeTheSensorAndItsRange()
    {
        var counter = new FlowCounter(a => a.Equals(Address(1)) ? false : null);
        counter.Add(new Conversation(Address(1), IPAddress.Parse("192.0.2.1"), null, true, Transport.Udp, 53, Reply.Answered, null));
        counter.Add(new Conversation(Address(2), IPAddress.Parse("192.0.2.2"), false, false, Transport.Udp, 53, Reply.Answered, null));
        Assert.Equal(new FlowKey(Address(1), IPAddress.Parse("192.0.2.1"), Transport.Udp, 53), Assert.Single(counter.Flows).Key);
        Assert.Equal(1, counter.Foreign);
    }

    [Fact]
    public void ASessionThatIsToldTwiceIsOne()
    {
        var recent = new RecentSessions();
        Assert.True(recent.IsNew(Address(1), 40_000, Address(2), 443));
        Assert.False(recent.IsNew(Address(1), 40_000, Address(2), 443));
        Assert.True(recent.IsNew(Address(1), 40_001, Address(2), 443));
    }

    private static IPAddress Address(int last) => IPAddress.Parse($"10.0.{last / 250}.{(last % 250) + 1}");
}
