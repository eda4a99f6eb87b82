using System.Globalization;
using System.Text;
using Ward.Ingest;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// What twice the input costs, for every decoder: its sample followed by one piece over and over, which is what makes a careless reading look at
/// the same bytes again and again. A linear reading has a ratio of 2, a quadratic one of 4. Taken at two doublings, and the smaller of the two counts:
/// what grows with the square does so at both, while a buffer that is enlarged or leaves the small heap costs at one. The piece with the highest
/// ratio is told.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Small = 65_536, Rounds = 5;
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private static readonly string[] Pieces =
        [" a=\"", " x[", "(", " ; COMMAND=", ", client: ", " \\", "|", ",", " from ", ": ", "> IP <", " cs1=a", "AP : ", " rhost=", "  user=", "\"a\":", "{\"a\":", "[", "<a>", "\t", " - ", "]"];

    public static IEnumerable<Row> Run(string? only)
    {
        foreach (var card in DecoderSet.Cards.Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)))
        {
            DecoderSet.TryMake(card.Name, out var decoder);
            var (worst, piece, shown) = (0.0, "", new double[3]);
            foreach (var each in Pieces.Prepend(""))
            {
                var times = Best(decoder, [Line(card, each, Small), Line(card, each, 2 * Small), Line(card, each, 4 * Small)]);
                if (Math.Min(times[1] / times[0], times[2] / times[1]) is var ratio && ratio > worst) (worst, piece, shown) = (ratio, each, [.. times.Select(t => t.TotalMicroseconds)]);
            }

            yield return new Row($"growth {card.Name}", "Ward", worst, "x",
                string.Create(CultureInfo.InvariantCulture, $"{(worst > 3 ? "MORE than linear; " : "")}{Small}, {2 * Small} and {4 * Small} bytes in {shown[0]:0}, {shown[1]:0} and {shown[2]:0} us, piece '{piece}' of {Pieces.Length + 1}; processor time, best of {Rounds}"));
        }
    }

    /// <summary>Turn about, so that what disturbs the one disturbs the other.</summary>
    private static TimeSpan[] Best(IDecoder decoder, Arrival[] lines)
    {
        var times = lines.Select(_ => TimeSpan.MaxValue).ToArray();
        var builder = new EventBuilder();
        for (var round = 0; round < Rounds; round++)
            for (var i = 0; i < lines.Length; i++)
                times[i] = Min(times[i], Cost(decoder, lines[i], builder));
        return times;
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
