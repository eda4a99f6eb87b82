using Ward.Standards.Stix.Patterns;

namespace Ward.Standards.Stix.Matching;

/// <summary>The objects of one observation, as a pattern asks for them.</summary>
public interface IObservedObjects
{
    int Count { get; }

    string TypeOf(int number);

    /// <summary>Adds every value to which the path leads from this object; none where it leads nowhere. The path is of the object's type.</summary>
    void Read(int number, ObjectPath path, ICollection<StixValue> values);
}
