namespace Ward.City.Imports.Entities;

/// <summary>What types of smart data models are in the city's words.</summary>
internal static class EntityKinds
{
    /// <summary>Models and groups of things, places, and what was measured: no assets of their own.</summary>
    public static bool IsThing(string type) =>
        !(type.EndsWith("Observed", StringComparison.Ordinal) || type.EndsWith("Observation", StringComparison.Ordinal) || type.EndsWith("Measurement", StringComparison.Ordinal) || type.EndsWith("Forecast", StringComparison.Ordinal)
            || type.EndsWith("Model", StringComparison.Ordinal) || type.EndsWith("Group", StringComparison.Ordinal)
            || type is "Pipe" or "Junction" or "Reservoir" or "Pattern" or "Curve" or "WaterNetwork" or "Network" or "Building" or "Road" or "RoadSegment" or "ParkingSpot" or "OnStreetParking" or "OffStreetParking" or "ParkingGroup" or "Alert" or "Vehicle" or "Person" or "Organization" or "Garden" or "PointOfInterest" or "Event" or "DeviceOperation" or "DeviceMeasurement" or "Subscription");

    /// <summary>The kind in the city file, or null where the type is not known.</summary>
    /// <param name="categories">Of a Device: sensor, actuator, meter, HVAC, network, multimedia, …</param>
    public static string? Of(string type, IReadOnlyList<string> categories)
    {
        if (type is "Device" or "SmartDevice" or "IoTDevice")
            return categories.Select(c => OfCategory(c.ToLowerInvariant())).FirstOrDefault(k => k is not null);
        var plain = type.ToLowerInvariant();
        return plain switch
        {
            "streetlight" or "streetlightcontrolcabinet" or "streetlightfeeder" or "pump" or "valve" or "tank" or "gate" or "barrier" or "elevator" or "evchargingstation" or "bikehiredockingstation" => "controller",
            "weatherstation" or "smartpointofinteraction" or "smartmeteringobservation" or "wastecontainer" or "parkingsensor" or "crowdflowsensor" or "trafficsensor" or "beacon" => "sensor",
            "camera" or "mediastream" => "camera",
            "wifiaccesspoint" or "gateway" or "router" or "switch" or "networkdevice" or "basestation" => "network-device",
            "siren" => "siren",
            _ when plain.Contains("trafficlight", StringComparison.Ordinal) || plain.Contains("trafficsignal", StringComparison.Ordinal) || plain.EndsWith("controller", StringComparison.Ordinal) || plain.EndsWith("actuator", StringComparison.Ordinal) || plain.Contains("chargingstation", StringComparison.Ordinal) => "controller",
            _ when plain.EndsWith("camera", StringComparison.Ordinal) => "camera",
            _ when plain.EndsWith("sensor", StringComparison.Ordinal) || plain.EndsWith("meter", StringComparison.Ordinal) || plain.EndsWith("station", StringComparison.Ordinal) => "sensor",
            _ when plain.EndsWith("sign", StringComparison.Ordinal) || plain.EndsWith("signage", StringComparison.Ordinal) || plain.EndsWith("display", StringComparison.Ordinal) => "sign",
            _ when plain.EndsWith("siren", StringComparison.Ordinal) || plain.EndsWith("loudspeaker", StringComparison.Ordinal) => "siren",
            _ when plain.EndsWith("server", StringComparison.Ordinal) => "server",
            _ => null,
        };
    }

    private static string? OfCategory(string category) => category switch
    {
        "sensor" or "meter" or "beacon" or "irrsection" => "sensor",
        "actuator" or "hvac" or "irrsystem" or "endgun" or "implement" => "controller",
        "network" or "gateway" => "network-device",
        "camera" => "camera",
        "display" or "signage" => "sign",
        _ => null,
    };
}
