using Ward.Prescribe.Optimisation.Masters;
using Ward.Solver.Framing;

namespace Ward.Solver.Programs;

/// <summary>The solver's side of the pipe: one call after the other, until the other side closes it.</summary>
internal static class Desk
{
    public static void Serve(Stream calls, Stream answers)
    {
        LinearMaster? master = null;
        while (FrameReader.From(calls) is { } frame)
        {
            var answer = Take(frame, ref master);
            if (answer is not null) Answers.Write(answer).SendTo(answers);
        }

        master?.Dispose();
    }

    private static MasterAnswer? Take(byte[] frame, ref LinearMaster? master)
    {
        var reader = new FrameReader(frame);
        var call = (Call)reader.Kind();
        switch (call)
        {
            case Call.Reset:
                master?.Dispose();
                master = new();
                return null;
            case Call.Columns:
                Asked(master).AddColumns(reader.Reals(), reader.Reals(), reader.Flags());
                return null;
            case Call.Rows:
                Asked(master).AddRows(Rows(ref reader));
                return null;
            case Call.Forget:
                Asked(master).Forget(reader.Integers());
                return null;
            case Call.Relax: return Asked(master).Relax(reader.Integers(), reader.Long());
            case Call.Solve: return Asked(master).Solve(reader.Integers(), reader.Integers(), reader.Reals(), reader.Long(), reader.Long());
            default: throw new InvalidDataException($"call {call}");
        }
    }

    private static RowBatch Rows(ref FrameReader reader)
    {
        var batch = new RowBatch();
        batch.Ends.AddRange(reader.Integers());
        batch.Lows.AddRange(reader.Reals());
        batch.Columns.AddRange(reader.Integers());
        batch.Values.AddRange(reader.Reals());
        return batch.Ends.Count == batch.Lows.Count && batch.Columns.Count == batch.Values.Count
            ? batch
            : throw new InvalidDataException($"{batch.Ends.Count} rows with {batch.Lows.Count} lows, {batch.Columns.Count} columns with {batch.Values.Count} values");
    }

    private static LinearMaster Asked(LinearMaster? master) => master ?? throw new InvalidDataException("a call before the first reset");
}
