using System.Numerics;

namespace Ward.Fuzz;

/// <summary>
/// One target, mutations of its seeds, one after another. An input after which the target has allocated as no other before (by powers of two) is
/// kept and mutated further: it went somewhere else. The same seed and rounds give the same inputs.
/// </summary>
internal sealed class Campaign(FuzzTarget target, int seed)
{
    private const int MostKept = 512;
    private readonly List<byte[]> corpus = [.. target.Seeds];
    private readonly HashSet<int> seen = [];
    private readonly Mutator mutator = new(new Random(seed));

    /// <summary>Inputs read so far.</summary>
    public long Rounds { get; private set; }

    /// <summary>The input that is being read, or was read last.</summary>
    public byte[] Input { get; private set; } = [];

    /// <summary>The worker's own number, once it runs.</summary>
    public int Thread { get; private set; }

    /// <summary>Inputs kept besides the seeds.</summary>
    public int Kept => corpus.Count - target.Seeds.Count;

    /// <summary>Reads the seeds, and then mutations as long as it is told to go on; the exception that the target threw, or null.</summary>
    public Exception? Run(Func<long, bool> goesOn)
    {
        Thread = ThreadWork.Id();
        foreach (var own in target.Seeds)
            if (Read(own) is { } broken) return broken;
        while (goesOn(Rounds))
        {
            var input = mutator.Next(corpus);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Read(input) is { } broken) return broken;
            var allocated = (ulong)(GC.GetAllocatedBytesForCurrentThread() - before);
            // Short and long inputs that cost the same are different ways.
            var way = (BitOperations.Log2(allocated | 1) * 32) + BitOperations.Log2((uint)input.Length | 1);
            if (corpus.Count < target.Seeds.Count + MostKept && seen.Add(way)) corpus.Add(input);
        }

        return null;
    }

    private Exception? Read(byte[] input)
    {
        Input = input;
        Rounds++;
        try
        {
            target.Read(input);
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
