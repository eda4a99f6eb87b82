using System.Globalization;

namespace Ward.Fuzz;

/// <summary>
/// Whether cost grows as the input does: a seed's beginning, then one piece again and again, at a length and at four times the length. Work is what
/// the thread allocates and its processor time; the second only where asked, for it is never quite the same.
/// </summary>
internal static class Growth
{
    private const int Short = 16 << 10, Factor = 4;

    /// <summary>How much more than <see cref="Factor"/> times is still taken for linear: buffers double, caches end.</summary>
    private const double Slack = 2.5;

    private const long MostFree = 4 << 20;
    private static readonly TimeSpan WorthAsking = TimeSpan.FromMilliseconds(40);
    private static readonly string[] Pieces = [" ", "a", "\"", "\\\"", "{\"a\":", "[", "<a>", "<!--", "=", ",", "|", "(", " from ", "a=b ", "\n", "\n- ", "AND ", "/*", "\0"];

    /// <summary>What grows faster, or null.</summary>
    /// <param name="timed">Whether processor time counts.</param>
    public static string? Of(FuzzTarget target, int seed, int tries, bool timed)
    {
        var chance = new Random(seed);
        for (var i = 0; i < tries; i++)
        {
            var from = target.Seeds[chance.Next(target.Seeds.Count)];
            var head = from.AsSpan(0, chance.Next(from.Length + 1)).ToArray();
            var piece = i < Pieces.Length ? System.Text.Encoding.UTF8.GetBytes(Pieces[i]) : Slice(from, chance);
            if (piece.Length == 0) continue;
            if (Faster(target, Made(head, piece, Short), Made(head, piece, Short * Factor), timed) is { } how)
                return $"{how}: {Convert.ToHexString(head)} and then {Convert.ToHexString(piece)} again and again";
        }

        return null;
    }

    private static byte[] Slice(byte[] from, Random chance)
    {
        var at = chance.Next(from.Length + 1);
        return from.AsSpan(at, Math.Min(from.Length - at, chance.Next(1, 33))).ToArray();
    }

    private static byte[] Made(byte[] head, byte[] piece, int length)
    {
        var made = new byte[Math.Max(length, head.Length)];
        head.CopyTo(made, 0);
        for (var i = head.Length; i < made.Length; i++) made[i] = piece[(i - head.Length) % piece.Length];
        return made;
    }

    private static string? Faster(FuzzTarget target, byte[] less, byte[] more, bool timed)
    {
        var (small, large) = (Cost(target, less), Cost(target, more));
        if (large.Allocated > MostFree && large.Allocated > small.Allocated * Factor * Slack)
            return string.Create(CultureInfo.InvariantCulture, $"allocates {small.Allocated:n0} bytes for {less.Length}, {large.Allocated:n0} for {more.Length}");
        if (!timed || large.Work < WorthAsking) return null;
        // The least of several, since a collection or a fresh method may fall into any one.
        for (var again = 0; again < 4; again++)
        {
            if (Cost(target, less).Work is var a && a < small.Work) small.Work = a;
            if (Cost(target, more).Work is var b && b < large.Work) large.Work = b;
        }

        return large.Work > WorthAsking && large.Work > small.Work * Factor * Slack
            ? string.Create(CultureInfo.InvariantCulture, $"works {small.Work.TotalMilliseconds:n1} ms for {less.Length} bytes, {large.Work.TotalMilliseconds:n1} ms for {more.Length}")
            : null;
    }

    private static (long Allocated, TimeSpan Work) Cost(FuzzTarget target, byte[] input)
    {
        var (allocated, work) = (GC.GetAllocatedBytesForCurrentThread(), ThreadWork.Mine());
        target.Read(input);
        return (GC.GetAllocatedBytesForCurrentThread() - allocated, ThreadWork.Mine() - work);
    }
}
