using Ward.Storage.Embedded.Events;

namespace Ward.Storage.Tests.Embedded.Events;

public sealed class JoinChoiceTests
{
    private const int Day = 20_000, Class = 3002;
    private static readonly EventStoreOptions Options = new() { Folder = "" };

    [Fact]
    public void FewPiecesOfADayThatGoesOnStayAsTheyAre() => Assert.Null(JoinChoice.Of([.. Pieces(0, Options.JoinAt - 1, 20_000)], Options));

    [Fact]
    public void ManyPiecesOfLikeSizeAreJoinedAndTheLargeOneBesideThemIsNot()
    {
        List<Segment> pieces = [.. Pieces(0, 1, 300_000), .. Pieces(10, Options.JoinAt, 20_000)];

        Assert.Equal(pieces[1..], JoinChoice.Of(pieces, Options));
    }

    [Fact]
    public void PiecesThatFillOneAreJoined() => Assert.Equal(3, JoinChoice.Of([.. Pieces(0, 3, 333_334)], Options with { SegmentEvents = 1_000_002 })?.Count);

    [Fact]
    public void ADayThatIsOverIsJoinedOnce()
    {
        List<Segment> pieces = [.. Pieces(0, 3, 20_000), Piece(99, 1000, Day + 2)];

        Assert.Equal(pieces[..3], JoinChoice.Of(pieces, Options));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WhatComesLateInSmallPiecesIsNotWrittenAgainAndAgain(int daysOver)
    {
        List<Segment> pieces = [Piece(0, 400_000), Piece(1, 10, Day + daysOver)];
        var (number, added, written) = (10, 0L, 0L);
        for (var late = 0; late < 500; late++)
        {
            pieces.Add(Piece(number++, 40));
            added += 40;
            while (JoinChoice.Of(pieces, Options) is { } parts)
            {
                written += parts.Sum(p => p.Events);
                pieces.RemoveAll(parts.Contains);
                pieces.Add(Piece(number++, parts.Sum(p => p.Events)));
            }
        }

        // Never the large one; the small ones a few times each.
        Assert.InRange(written, 1, added * 6);
        Assert.InRange(pieces.Count, 2, 30);
    }

    private static IEnumerable<Segment> Pieces(int from, int count, long events) => Enumerable.Range(from, count).Select(i => Piece(i, events));

    private static Segment Piece(int number, long events, int day = Day) => new($"{number}", day, Class, events, 0, 0, number, number, events * 300, events * 50, [], true, []);
}
