using System.Globalization;
using Ward.Ingest.Packets;

namespace Ward.Ingest.Tests.Packets;

public sealed class IcsCapturesTests
{
    [Fact]
    public void EveryFunctionCodeIsTheOneThatAnIndependentReadingFinds()
    {
        var differences = new List<string>();
        var total = 0;
        foreach (var path in Captures())
        {
            var expected = NaiveParser.Functions(File.ReadAllBytes(path));
            var found = new Dictionary<string, int>();
            using var file = File.OpenRead(path);
            foreach (var unit in UnitReader.Units(file))
            {
                var read = UnitReader.Decode(unit);
                if (!read.Understood || read["ot.function_code"] is not { } function || read["ot.protocol"] is not ("modbus" or "dnp3" or "iec104" or "s7comm")) continue;
                if (read["ot.protocol"] == "s7comm" && read["s7.rosctr"] is not ("1" or "2" or "3")) continue;
                var key = $"{read["ot.protocol"]} {function}";
                found[key] = found.GetValueOrDefault(key) + 1;
            }

            total += expected.Values.Sum();
            foreach (var key in expected.Keys.Union(found.Keys).Where(k => expected.GetValueOrDefault(k) != found.GetValueOrDefault(k)))
                differences.Add($"{Name(path)}: {key}: {expected.GetValueOrDefault(key)} expected, {found.GetValueOrDefault(key)} read");
        }

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{total} function codes agree but for {differences.Count} kinds"));
        foreach (var difference in differences.Take(60)) TestContext.Current.SendDiagnosticMessage(difference);
        Assert.Empty(differences);
    }

    [Fact]
    public void UnitsAreUnderstoodAndTheRestIsCounted()
    {
        var units = new SortedDictionary<string, (int Units, int Understood, int Malformed)>(StringComparer.Ordinal);
        var missed = new Dictionary<string, string>();
        foreach (var path in Captures())
        {
            using var file = File.OpenRead(path);
            foreach (var unit in new PcapUnits(file, new PacketOptions()))
            {
                var read = UnitReader.Decode(unit);
                var word = ProtocolWords.Of(unit.Protocol);
                var (all, good, bad) = units.GetValueOrDefault(word);
                units[word] = (all + 1, good + (read.Understood ? 1 : 0), bad + (read["ot.status"] is null ? 0 : 1));
                if (!read.Understood || read["ot.status"] is not null) missed.TryAdd($"{word} {read["ot.status"]} {Name(path)}", UnitReader.Show(unit));
            }
        }

        foreach (var (word, (all, good, bad)) in units)
            TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"{word}: {all} units, {good} understood, {bad} malformed or incomplete"));
        foreach (var (word, sample) in missed) TestContext.Current.SendDiagnosticMessage($"{word}: {sample[..Math.Min(sample.Length, 220)]}");
        Assert.All(units, u => Assert.True(u.Value.Understood >= u.Value.Units * 0.95, $"{u.Key}: {u.Value}"));
    }

    [Theory]
    [InlineData("dnp3/cold_restart_and_response.pcap", "dnp3", "13")]
    [InlineData("dnp3/assign_class.pcap", "dnp3", "22")]
    [InlineData("dnp3/direct_operate_no_ack_crob.pcap", "dnp3", "6")]
    [InlineData("dnp3/direct_operate_analog_output.pcap", "dnp3", "5")]
    [InlineData("dnp3/disable_unsolcited_and_response.pcap", "dnp3", "21")]
    [InlineData("dnp3/enable_unsolicited_and_response.pcap", "dnp3", "20")]
    [InlineData("dnp3/immediate_freeze.pcap", "dnp3", "7")]
    [InlineData("dnp3/file_delete.pcap", "dnp3", "27")]
    [InlineData("dnp3/file_read.pcap", "dnp3", "25")]
    [InlineData("dnp3/select_operate_and_responses.pcap", "dnp3", "4")]
    [InlineData("bro/dnp3/dnp3_write.pcap", "dnp3", "2")]
    [InlineData("bro/dnp3/dnp3_del_measure.pcap", "dnp3", "23")]
    [InlineData("bro/dnp3/dnp3_rec_time.pcap", "dnp3", "24")]
    [InlineData("s7/step7_s300_stop.pcapng", "s7comm", "41")]
    [InlineData("s7/snap7_s300_stop.pcapng", "s7comm", "41")]
    [InlineData("s7/snap7_s300_setupCommunication.pcapng", "s7comm", "240")]
    [InlineData("s7/step7_s300_copyRamToRom.pcapng", "s7comm", "40")]
    [InlineData("s7/s7comm_downloading_block_db1.pcap", "s7comm", "26")]
    public void WhatTheFilesNameSaysIsSeen(string name, string protocol, string function)
    {
        var path = UnitReader.Conformance(["ics-pcap", .. name.Split('/')]);
        if (!File.Exists(path)) Assert.Skip($"needs the shared conformance material ({name})");
        using var file = File.OpenRead(path);
        Assert.Contains(UnitReader.Units(file).Select(UnitReader.Decode), r => r["ot.protocol"] == protocol && r["ot.function_code"] == function);
    }

    private static IEnumerable<string> Captures()
    {
        var folder = UnitReader.Conformance("ics-pcap");
        if (!Directory.Exists(folder)) Assert.Skip("needs the shared conformance material (ics-pcap)");
        return Directory.EnumerateFiles(folder, "*.pcap*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    private static string Name(string path) => Path.GetRelativePath(UnitReader.Conformance("ics-pcap"), path);
}
