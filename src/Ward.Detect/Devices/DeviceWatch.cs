using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Ward.City;
using Ward.City.Observations;
using Ward.Detect.Baselines;
using Ward.Detect.Findings;
using Ward.Detect.Matching;
using Ward.Ingest;

namespace Ward.Detect.Devices;

/// <summary>
/// Notices devices that are at work within the city's networks and that nobody told the city of, hands them on to become assets, and then tells of them.
/// It believes only what an outsider cannot make up: a completed session, or a lease that a known DHCP server gave. Event time only; not thread-safe but for
/// <see cref="Counts"/>.
/// </summary>
public sealed class DeviceWatch : IBaseline
{
    private const string Tag = "devices";
    private const int Version = 1;
    private const int LongestLine = 1024;
    private const int Remembered = 4096;
    private const int Acknowledged = 5;

    private readonly OfCity<CityAddresses> addresses;
    private readonly IObservedDevices book;
    private readonly DeviceOptions options;
    private readonly (UInt128 Address, int Port)[] passed = new (UInt128, int)[Remembered];
    private CityAddresses? passedOf;
    private Dictionary<UInt128, Device> devices = [];
    private List<Device> untold = [];
    private AlarmBudget budget;
    private long begun;
    private long observed;
    private long left;

    /// <param name="city">Gives the city of this moment.</param>
    /// <param name="book">Where devices become assets.</param>
    /// <exception cref="ValidationException">An option is out of its bounds; the message names it.</exception>
    public DeviceWatch(Func<CityModel> city, IObservedDevices book, DeviceOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        (this.book, this.options) = (book, options);
        addresses = new OfCity<CityAddresses>(city, c => new CityAddresses(c));
        budget = new AlarmBudget(options.AlarmsPerDay);
    }

    /// <summary>Counted since this object was made: devices found; those for which there was no room as evicted.</summary>
    public BaselineCounts Counts => new(Volatile.Read(ref observed), 0, 0, 0, 0, Volatile.Read(ref left), Volatile.Read(ref budget).Withheld);

    public void Observe(Event e, ICollection<Finding> findings)
    {
        if (begun == 0) begun = Math.Max(1, BelievableTime.Of(e, options.FarBehind, out _).UtcTicks);
        if (untold.Count > 0) Tell(e, findings);
        if (e.Assurance < Assurance.Session) return;
        if (e.SourceProven)
        {
            Sight(e, Fields.SourceIp, 0, [], []);
            if (e.TryGet(Fields.DestinationPort, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) Sight(e, Fields.DestinationIp, port, [], []);
        }
        else if (e is { Class: EventClass.DhcpActivity, Activity: Acknowledged })
        {
            e.TryGet(Fields.SourceMac, out var mac);
            e.TryGet(Fields.SourceHost, out var name);
            Sight(e, Fields.SourceIp, 0, mac, name);
        }
    }

    public void Save(Stream state) => StateFrame.Write(state, Tag, Version, to =>
    {
        to.Write(begun);
        budget.Save(to);
        to.Write(devices.Count);
        foreach (var device in devices.Values) device.Save(to);
    });

    public bool TryRestore(Stream state)
    {
        if (!StateFrame.TryRead(state, Tag, Version, out var payload)) return false;
        using var from = new BinaryReader(new MemoryStream(payload, writable: false));
        var (restored, spent) = (new Dictionary<UInt128, Device>(), new AlarmBudget(options.AlarmsPerDay));
        long start;
        try
        {
            start = from.ReadInt64();
            spent.Load(from);
            for (var left = from.ReadInt32(); left > 0; left--)
            {
                var device = Device.Load(from);
                restored[device.Address] = device;
            }
        }
        catch (Exception torn) when (torn is EndOfStreamException or ArgumentException or FormatException)
        {
            return false;
        }

        if (from.BaseStream.Position != payload.Length) return false;
        (begun, devices, passedOf) = (start, restored, null);
        Volatile.Write(ref budget, spent);
        untold = [.. devices.Values.Where(d => d.State == DeviceState.Found).OrderBy(d => d.Offset)];
        // What became of them after the state was kept may be lost with the crash; taking note twice does no harm.
        foreach (var device in devices.Values) book.Found(Fact(device));
        return true;
    }

    private void Sight(Event e, FieldId field, int port, ReadOnlySpan<byte> mac, ReadOnlySpan<byte> name)
    {
        if (!e.TryGet(field, out var text) || !SourceAddress.TryRead(text, out var address)) return;
        var city = addresses.Now;
        if (!ReferenceEquals(city, passedOf))
        {
            Array.Clear(passed);
            passedOf = city;
        }

        ref var last = ref passed[(uint)HashCode.Combine(address, port) % Remembered];
        if (mac.IsEmpty && last == (address, port)) return;
        last = (address, port);
        if (devices.TryGetValue(address, out var device))
        {
            if (device.Serves(port) | device.IsCalled(mac, name)) book.Found(Fact(device));
        }
        else if (!city.Knows(address) && city.ZoneOf(address) is { } zone)
        {
            Find(e, address, zone.Id, port, mac, name);
        }
    }

    private void Find(Event e, UInt128 address, ZoneId zone, int port, ReadOnlySpan<byte> mac, ReadOnlySpan<byte> name)
    {
        var at = BelievableTime.Of(e, options.FarBehind, out _);
        if (devices.Count >= options.Devices)
        {
            Volatile.Write(ref left, left + 1);
            return;
        }

        Volatile.Write(ref observed, observed + 1);
        var device = new Device(address, zone, at, e.Offset, FindingWriter.IsAttested(e), FindingWriter.FamilyOf(e), e.Feed.Value, Shown.Utf8(e.Raw.Span, LongestLine));
        device.Serves(port);
        device.IsCalled(mac, name);
        if (at.UtcTicks - begun >= options.Learning.Ticks && budget.TrySpend(HourOfWeek.DayOf(at), low: true)) device.State = DeviceState.Found;
        devices.Add(address, device);
        if (device.State == DeviceState.Found) untold.Add(device);
        book.Found(Fact(device));
    }

    /// <summary>Tells of those that the city knows by now, so that the forecast begins at an asset, and of those that it does not come to know.</summary>
    private void Tell(Event e, ICollection<Finding> findings)
    {
        var city = addresses.Now;
        var at = BelievableTime.Of(e, options.FarBehind, out _);
        var kept = 0;
        for (var i = 0; i < untold.Count; i++)
        {
            var device = untold[i];
            if (!city.Knows(device.Address) && at - device.First < options.UntilTold)
            {
                untold[kept++] = device;
                continue;
            }

            device.State = DeviceState.Told;
            findings.Add(DeviceWords.Tell(e, device, at));
        }

        untold.RemoveRange(kept, untold.Count - kept);
    }

    private static ObservedDevice Fact(Device device) =>
        new(SourceAddress.ToAddress(device.Address), device.Zone, device.First, [.. device.Ports], device.Mac, device.Name);
}
