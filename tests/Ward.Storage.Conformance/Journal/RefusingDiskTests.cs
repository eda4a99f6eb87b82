using System.Text;
using Ward.City;
using Ward.Ingest;
using Ward.Lab;
using Ward.Storage.Embedded;

namespace Ward.Storage.Conformance.Journal;

/// <summary>The file system has room and takes every write; the device below refuses it when it is flushed.</summary>
public sealed class RefusingDiskTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ward-refusing-").FullName;
    private RefusingDisk? disk;

    [Fact]
    public async Task WhatTheDeviceRefusesIsNeverAcknowledgedWhatItTookIsThereAndTheJournalGoesOn()
    {
        if (RefusingDisk.Missing() is { } missing) Assert.Skip(missing);
        disk = new RefusingDisk(Path.Combine(folder, "disk"));
        var stop = TestContext.Current.CancellationToken;
        var options = new JournalOptions { Folder = Path.Combine(disk.Folder, "journal"), SegmentBytes = 1 << 20, MemoryBytes = 1 << 20 };
        var kept = new List<string>();
        await using (var journal = new JournalLog(options))
        {
            for (var i = 0; i < 100; i++) await Append(journal, $"{i}");
            disk.Refuse();
            var refused = 0;
            // What was written before may lie in a block that the device has already.
            for (var i = 100; i < 1000 && refused < 20; i++)
            {
                try
                {
                    await Append(journal, $"{i}");
                }
                catch (IOException)
                {
                    refused++;
                }
            }

            Assert.Equal(20, refused);
            Assert.Equal(kept, await Numbers(journal));
            disk.Take();
            await Append(journal, "back");
            Assert.Equal(kept, await Numbers(journal));
        }

        await using var again = new JournalLog(options);
        Assert.Equal(kept, await Numbers(again));

        async Task Append(JournalLog journal, string number)
        {
            await journal.Append([new(new CityId("c"), new FeedId("f"), 0, DateTimeOffset.UnixEpoch, Assurance.None, null, null, Encoding.UTF8.GetBytes($"{number} {new string('x', 20_000)}"), false)], stop);
            kept.Add(number);
        }

        async Task<List<string>> Numbers(JournalLog journal)
        {
            var lines = new List<string>();
            await foreach (var arrival in journal.Read(0, journal.End, stop)) lines.Add(Encoding.UTF8.GetString(arrival.Line.Span).Split(' ')[0]);
            return lines;
        }
    }

    public void Dispose()
    {
        disk?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
