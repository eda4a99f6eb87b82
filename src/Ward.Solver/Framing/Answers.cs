using Ward.Prescribe.Optimisation.Masters;

namespace Ward.Solver.Framing;

/// <summary>Answers of a master as frames.</summary>
internal static class Answers
{
    public static FrameWriter Write(MasterAnswer answer)
    {
        switch (answer)
        {
            case MasterAnswer.Solved solved:
                var frame = new FrameWriter(1);
                frame.Array(solved.Values);
                frame.Real(solved.Bound);
                frame.Array(solved.Duals);
                frame.Long(solved.Work);
                return frame;
            case MasterAnswer.Unfinished unfinished:
                frame = new FrameWriter(2);
                frame.Array(unfinished.Values);
                frame.Real(unfinished.Bound);
                frame.Long(unfinished.Work);
                return frame;
            case MasterAnswer.Contradiction contradiction:
                frame = new FrameWriter(3);
                frame.Long(contradiction.Work);
                return frame;
            case MasterAnswer.Faulted faulted:
                frame = new FrameWriter(4);
                frame.Text(faulted.Reason);
                return frame;
            default: throw new InvalidOperationException("unknown answer");
        }
    }

    /// <param name="columns">How many values are expected.</param>
    /// <param name="rows">How many duals are expected of a relaxation.</param>
    /// <returns>A fault where the frame makes no sense.</returns>
    public static MasterAnswer Read(ReadOnlySpan<byte> frame, int columns, int rows)
    {
        try
        {
            var reader = new FrameReader(frame);
            MasterAnswer answer = reader.Kind() switch
            {
                1 => new MasterAnswer.Solved(reader.Reals().ToArray(), reader.Real(), reader.Reals().ToArray(), reader.Long()),
                2 => new MasterAnswer.Unfinished(reader.Reals().ToArray(), reader.Real(), reader.Long()),
                3 => new MasterAnswer.Contradiction(reader.Long()),
                4 => new MasterAnswer.Faulted(reader.Text()),
                var kind => throw new InvalidDataException($"an answer of kind {kind}; 1 to 4 was expected"),
            };
            if (!reader.IsAtEnd) throw new InvalidDataException("bytes after the answer");
            return answer switch
            {
                MasterAnswer.Solved s when s.Values.Length != columns || (s.Duals.Length != 0 && s.Duals.Length != rows) || !AreNumbers(s.Values) || !AreNumbers(s.Duals) || double.IsNaN(s.Bound) || s.Work < 0
                    => throw new InvalidDataException($"{s.Values.Length} values and {s.Duals.Length} duals for {columns} columns and {rows} rows"),
                MasterAnswer.Unfinished u when (u.Values.Length != 0 && u.Values.Length != columns) || !AreNumbers(u.Values) || double.IsNaN(u.Bound) || u.Work < 0
                    => throw new InvalidDataException($"{u.Values.Length} values for {columns} columns"),
                MasterAnswer.Contradiction { Work: < 0 } => throw new InvalidDataException("less than no work"),
                _ => answer,
            };
        }
        catch (InvalidDataException wrong)
        {
            return new MasterAnswer.Faulted($"the solver's answer makes no sense: {wrong.Message}");
        }
    }

    private static bool AreNumbers(double[] values) => !Array.Exists(values, v => !double.IsFinite(v));
}
