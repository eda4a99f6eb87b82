using System.Globalization;
using System.Text;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// What twice the input costs, for every decoder: its sample followed by one piece over and over, which is what makes a careless reading look at
/// the same bytes again and again. A linear reading has a ratio of 2, a quadratic one of 4. The piece with the highest ratio is told.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Small = 65_536, Rounds = 7;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(2);

    private static readonly string[] Pieces =
        [" a=\"", " x[", "(", " ; COMMAND=", ", client: ", " \\", "|", ",", " from ", ": ", "> IP <", " cs1=a", "AP : ", " rhost=", "  user=", "\"a\":", "{\"a\":", "[", "<a>", "\t", " - ", "]"];

    public static IEnumerable<Row> Run(string? only)
    {
        foreach (var card in DecoderSet.Cards.Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            DecoderSet.TryMake(card.Name, out var decoder);
            var (worst, piece, small) = (0.0, "", TimeSpan.Zero);
            foreach (var each in Pieces.Prepend(""))
            {
                var (one, two) = (Line(card, each, Small), Line(card, each, 2 * Small));
                var (first, second) = Best(decoder, one, two);
                if (second / first is var ratio && ratio > worst) (worst, piece, small) = (ratio, each, first);
            }

            yield return new Row($"growth {card.Name}", "Ward", worst, "x",
                string.Create(CultureInfo.InvariantCulture, $"{(worst > 3 ? "MORE than linear; " : "")}time for {2 * Small} bytes over time for {Small} ({small.TotalMicroseconds:0} us), piece '{piece}' of {Pieces.Length + 1}; processor time, best of {Rounds}"));
        }
    }

    /// <summary>Turn about, so that what disturbs the one disturbs the other.</summary>
    private static (TimeSpan One, TimeSpan Two) Best(IDecoder decoder, Arrival one, Arrival two)
    {
        var (first, second) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        var builder = new EventBuilder();
        for (var i = 0; i < Rounds; i++)
        {
            first = Min(first, Cost(decoder, one, builder));
            second = Min(second, Cost(decoder, two, builder));
        }

        return (first, second);
    }

    private static TimeSpan Cost(IDecoder decoder, Arrival line, EventBuilder builder)
    {
        var (start, used, count) = (Environment.CpuUsage.TotalTime, TimeSpan.Zero, 0);
        do
        {
            DecodeLines.Decode(decoder, line, builder);
            count++;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < Least);
        return used / count;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <summary>The piece stands before the sample's last character, so that what must close the line (a brace) still does; without a piece the line is all sample.</summary>
    private static Arrival Line(DecoderCard card, string piece, int length)
    {
        var fill = piece.Length == 0 ? card.Sample : piece;
        var text = new StringBuilder(length + fill.Length).Append(card.Sample, 0, card.Sample.Length - 1);
        while (text.Length < length - 1) text.Append(fill);
        text.Length = length - 1;
        return DecodeLines.Arrive(Encoding.UTF8.GetBytes(text.Append(card.Sample[^1]).ToString()));
    }
}
