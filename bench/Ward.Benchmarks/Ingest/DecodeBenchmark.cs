using System.Globalization;
using Ward.Ingest.Decoders;
using Ward.Ingest.Journal;

namespace Ward.Benchmarks.Ingest;

/// <summary>
/// How many lines a second one core decodes and normalises: every decoder by itself and through the automatic choice, the lines of all sources
/// of a shape mixed through the automatic choice, and what is allocated. Figures below the aim say so.
/// </summary>
internal static class DecodeBenchmark
{
    private const double JsonAim = 500_000, TextAim = 400_000;

    /// <param name="only">Part of a decoder's name; null for all.</param>
    public static IEnumerable<Row> Run(string? only)
    {
        var cards = DecoderSet.Cards.Where(c => only is null || c.Name.Contains(only, StringComparison.Ordinal)).ToArray();
        var lines = cards.Select(DecodeLines.Of).ToArray();
        Settle(cards, lines);
        foreach (var (card, own) in cards.Zip(lines))
        {
            yield return Measure($"decode {card.Name}", card.Name, card.Shape, own);
            yield return Measure($"decode {card.Name} by auto", DecoderSet.Auto, card.Shape, own);
        }

        foreach (var shape in cards.Select(c => c.Shape).Distinct())
        {
            var mixed = DecodeLines.Mixed(cards.Zip(lines).Where(c => c.First.Shape == shape).Select(c => c.Second));
            yield return Measure($"decode {shape} mixed by auto", DecoderSet.Auto, shape, mixed);
        }
    }

    /// <summary>Every decoder's code is compiled and called often before the first is measured, as in a server that hears them all.</summary>
    private static void Settle(DecoderCard[] cards, Arrival[][] lines)
    {
        DecoderSet.TryMake(DecoderSet.Auto, out var auto);
        SteadyRate.Measure(auto, DecodeLines.Mixed(lines));
        foreach (var (card, own) in cards.Zip(lines))
        {
            DecoderSet.TryMake(card.Name, out var decoder);
            var builder = new Ward.Ingest.EventBuilder();
            for (var i = 0; i < 4; i++)
                foreach (var line in own) DecodeLines.Decode(decoder, line, builder);
        }
    }

    private static Row Measure(string name, string decoderName, LineShape shape, Arrival[] lines)
    {
        DecoderSet.TryMake(decoderName, out var decoder);
        var rate = SteadyRate.Measure(decoder, lines);
        var aim = shape == LineShape.Text ? TextAim : JsonAim;
        var verdict = rate.PerSecond < aim ? string.Create(CultureInfo.InvariantCulture, $"BELOW the aim of {aim / 1000:0}k; ") : "";
        var allocated = rate.Allocated < 0.05 ? "nothing allocated" : string.Create(CultureInfo.InvariantCulture, $"{rate.Allocated:0.#} bytes allocated a line");
        var conditions = string.Create(CultureInfo.InvariantCulture,
            $"{verdict}{shape} lines of {lines.Average(l => l.Line.Length):0} bytes, {lines.Length} of them; {allocated}; one thread, processor time, best of {SteadyRate.Rounds} rounds of 100 ms (worst {rate.Spread:p0} of it) after {rate.WarmRounds}{(rate.Settled ? "" : ", not settled")}; compiled in tiers without profile, as the server");
        return new Row(name, "Ward", rate.PerSecond, "events/s/core", conditions);
    }
}
