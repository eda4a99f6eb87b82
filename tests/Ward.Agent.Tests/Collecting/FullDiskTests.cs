using Ward.Agent.Collecting;
using Ward.Agent.Collecting.Sources;
using Ward.Lab;

namespace Ward.Agent.Tests.Collecting;

/// <summary>The spool on a disk of its own that is full: what has a place to go back to is read again, what has none is counted.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly SmallDisk disk;

    public FullDiskTests()
    {
        if (SmallDisk.Missing() is { } missing) Assert.Skip(missing);
        disk = new(folder.At("disk"), 3);
    }

    [Fact]
    public void AFollowedFileGoesOnWhereItStoodWhenThereIsRoomAgain()
    {
        var log = folder.At("x.log");
        File.WriteAllText(log, "");
        using var spool = Open();
        new LineFollower("file", log, spool, TimeProvider.System).Look();
        var written = 0;
        Write(log, ref written, 20);
        new LineFollower("file", log, spool, TimeProvider.System).Look();
        disk.Fill();
        for (var i = 0; i < 5; i++)
        {
            Write(log, ref written, 20);
            // A collector that fails is started anew, as the collection does it.
            try { new LineFollower("file", log, spool, TimeProvider.System).Look(); }
            catch (IOException) { }
        }

        Assert.InRange(Texts(spool).Count, 20, written - 1);
        disk.Free();
        new LineFollower("file", log, spool, TimeProvider.System).Look();
        Assert.Equal(Enumerable.Range(0, written).Select(Text), Texts(spool));
    }

    [Fact]
    public void LinesWithoutAPlaceToGoBackToAreCountedAndToldOf()
    {
        var spool = Open();
        var kept = 0;
        Assert.True(Add(spool));
        kept++;
        disk.Fill();
        var refused = 0;
        for (var i = 0; i < 50; i++) _ = Add(spool) ? kept++ : refused++;
        Assert.InRange(refused, 1, 50);
        disk.Free();
        Assert.True(Add(spool));
        kept++;
        var lines = SpoolTests.Lines(spool, "", 0, 1000);
        Assert.Equal(kept, lines.Count(l => l.GetProperty("source").GetString() == "t"));
        var told = lines.Where(l => l.GetProperty("source").GetString() == "agent").Select(l => l.GetProperty("line")).ToList();
        Assert.All(told, t => Assert.Equal("disk refused", t.GetProperty("policy").GetString()));
        Assert.Equal(refused, told.Sum(t => t.GetProperty("lines").GetInt64()));

        // What was half written when the disk filled is no line after a restart.
        spool.Dispose();
        spool = Open();
        Assert.Equal(lines.Select(l => l.GetRawText()), SpoolTests.Lines(spool, "", 0, 1000).Select(l => l.GetRawText()));
        spool.Dispose();
    }

    [Fact]
    public void ASpoolThatCannotBeOpenedOnAFullDiskOpensWhenThereIsRoom()
    {
        disk.Fill();
        Assert.Throws<IOException>(() => Open());
        disk.Free();
        using var spool = Open();
        Assert.True(Add(spool));
    }

    public void Dispose()
    {
        disk.Dispose();
        folder.Dispose();
    }

    private Spool Open() => Spool.Open(Path.Combine(disk.Folder, "spool"), 1 << 20, TimeProvider.System);

    private static bool Add(Spool spool) => spool.Append("t", j => j.WriteString("filler", new string('x', 900)));

    private static string Text(int number) => $"line {number} {new string('y', 500)}";

    private static void Write(string log, ref int written, int lines)
    {
        for (var i = 0; i < lines; i++) File.AppendAllText(log, Text(written++) + "\n");
    }

    private static List<string> Texts(Spool spool) =>
        [.. SpoolTests.Lines(spool, "", 0, 10_000).Where(l => l.GetProperty("source").GetString() == "file").Select(l => l.GetProperty("line").GetString()!)];
}
