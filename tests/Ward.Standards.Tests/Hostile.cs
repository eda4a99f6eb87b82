using System.Text;
using CsCheck;

namespace Ward.Standards.Tests;

/// <summary>Bytes near a good text: some changed, some left out, some doubled, the end cut off.</summary>
internal static class Hostile
{
    internal static void Sample(string good, Action<byte[]> read)
    {
        var bytes = Encoding.UTF8.GetBytes(good);
        Gen.Select(Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[1, 6], Gen.Int[0, 200]).Sample((changes, cut) =>
        {
            var near = bytes.ToList();
            foreach (var (at, other, kind) in changes)
            {
                var place = Math.Min(at, near.Count - 1);
                if (kind == 0) near[place] = other;
                else if (kind == 1) near.RemoveAt(place);
                else if (kind == 2) near.Insert(place, other);
                else near.InsertRange(place, near[place..Math.Min(near.Count, place + 20)]);
            }

            if (cut < 40) near.RemoveRange(near.Count - Math.Min(cut, near.Count - 1), Math.Min(cut, near.Count - 1));
            read([.. near]);
        });
    }
}
