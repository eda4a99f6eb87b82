namespace Ward.City.Observations;

/// <summary>Takes note of devices that are seen and not known, so that they become assets of the city.</summary>
public interface IObservedDevices
{
    /// <summary>Told again under the same address, it stands for what was told before. Returns at once; from any thread.</summary>
    void Found(ObservedDevice device);
}
