using System.Buffers.Text;
using Ward.Detect.Matching;

namespace Ward.Detect.Correlation;

/// <summary>Reads from an event, or from a finding below, what an occurrence carries.</summary>
internal sealed class MatchReader
{
    private readonly GroupKey values = new();

    /// <summary>False where the value that is counted or measured is not there, or is no number where one is measured.</summary>
    internal bool TryRead(CorrelationPlan plan, CompiledRule.Count count, EventReader reader, Match match)
    {
        var e = reader.Event;
        match.City = e.City;
        match.Received = e.Received.UtcTicks;
        // An event cannot have happened after it was received: a clock that runs ahead must not close the window for those that follow.
        match.Occurrence = new Occurrence { Time = Math.Min(e.Time.UtcTicks, e.Received.UtcTicks), Offset = e.Offset, Attested = FindingWriter.IsAttested(e) };
        return TryRead(plan, count, new EventValues(reader), match);
    }

    internal bool TryRead(CorrelationPlan plan, CompiledRule.Count count, Statement statement, Match match)
    {
        match.City = statement.City;
        match.Occurrence = new Occurrence { Time = statement.Now.Time, Offset = statement.Now.Offset, Attested = statement.Now.Attested };
        return TryRead(plan, count, new ExportedValues(statement.Exports), match);
    }

    private bool TryRead<TValues>(CorrelationPlan plan, CompiledRule.Count count, TValues from, Match match)
        where TValues : struct, IFieldValues
    {
        match.ValueLength = 0;
        match.Occurrence.Weight = 1;
        match.Occurrence.Rule = (byte)count.Rule;
        if (count.Carried.Length > 0) match.Occurrence.Carried = Carried(count, from);
        if (count.Values.Length == 0) return true;
        if (!from.TryGet(count.Values[0], out var first)) return false;
        if (plan.IsNumeric) return TryNumber(first, match);
        if (!values.TryBuild(from, count.Values)) return false;
        match.Occurrence.Bits = (long)StableHash.Of(values.Bytes);
        match.KeepValue(first[..Texts.Length(first, 64)]);
        return true;
    }

    private static byte[][] Carried<TValues>(CompiledRule.Count count, TValues from)
        where TValues : struct, IFieldValues
    {
        var carried = new byte[count.Carried.Length][];
        for (var i = 0; i < carried.Length; i++) carried[i] = from.TryGet(count.Carried[i], out var value) ? value[..Math.Min(value.Length, 512)].ToArray() : [];
        return carried;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, Match match)
    {
        if (!Utf8Parser.TryParse(text, out double number, out var read) || read != text.Length || !double.IsFinite(number)) return false;
        match.Occurrence.Bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return true;
    }
}
