using Ward.Detect.Indicators;

namespace Ward.Detect.Tests.Indicators;

public sealed class RangeTableTests
{
    /// <summary>Few and many: many have a look-aside by /24 that few do without.</summary>
    [Theory]
    [InlineData(50, 1)]
    [InlineData(12_000, 2)]
    [InlineData(30_000, 3)]
    public void TheInnermostNetworkIsFoundAsByLookingAtAll(int count, int seed)
    {
        var random = new Random(seed);
        var ranges = new List<(uint Start, uint End, int Entry)>();
        for (var i = 0; i < count; i++)
        {
            // Most are single addresses; some /8 to /31 lie around them, in a part of the space where they meet.
            var length = i % 5 == 0 ? random.Next(8, 32) : 32;
            var mask = uint.MaxValue << (32 - length);
            var start = (0x0A00_0000u + (uint)random.Next(1 << 24)) & mask;
            ranges.Add((start, start | ~mask, i));
        }

        ranges.Add((0xFFFF_FFFF, 0xFFFF_FFFF, count));
        ranges.Add((0, 0, count + 1));
        var table = new RangeTable<uint>(ranges, static (_, _) => { });

        foreach (var address in ranges.Take(2_000).SelectMany(r => new[] { r.Start, r.End, r.Start - 1, r.End + 1 }).Concat(Enumerable.Range(0, 2_000).Select(_ => (uint)random.NextInt64(1L << 32))).Append(0u).Append(uint.MaxValue))
        {
            var around = ranges.Where(r => r.Start <= address && address <= r.End).ToList();
            var found = table.Find(address);
            Assert.Equal(around.Count > 0, found >= 0);
            if (found < 0) continue;
            var innermost = around.Min(r => r.End - r.Start);
            Assert.Contains(around, r => r.Entry == table.EntryAt(found) && r.End - r.Start == innermost);
        }
    }
}
