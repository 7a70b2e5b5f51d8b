using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Nts.Arm;

/// <summary>Puts the instructions back that trimming took out of a class library.</summary>
/// <remarks>A method that stands for an instruction calls itself; the compiler knows it by its name and writes the instruction instead. So nothing can be wrong here unnoticed.</remarks>
internal static class TrimmedLibrary
{
    public const string FileName = "System.Private.CoreLib.dll";

    private const string Namespace = "System.Runtime.Intrinsics";

    /// <summary>The library with all the instructions that some assemblies refer to.</summary>
    public static byte[] Complete(byte[] library, IEnumerable<byte[]> users)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(library));
        CustomAttribute intrinsic = module.GetType(Namespace + ".Arm.AdvSimd").CustomAttributes.Single(attribute => attribute.AttributeType.Name == "IntrinsicAttribute");
        foreach (byte[] user in users)
        {
            using ModuleDefinition reader = ModuleDefinition.ReadModule(new MemoryStream(user));
            foreach (MethodReference method in reader.GetMemberReferences().OfType<MethodReference>().Where(IsInstruction))
            {
                Add(module, method, intrinsic);
            }

            foreach (TypeReference array in reader.GetTypeReferences().Where(type => type.Name.StartsWith("InlineArray", StringComparison.Ordinal) && type.Name.EndsWith("`1", StringComparison.Ordinal)))
            {
                AddInlineArray(module, array);
            }
        }

        using MemoryStream completed = new();
        module.Write(completed);
        return completed.ToArray();
    }

    /// <summary>An assembly that was compiled for another CPU, for any.</summary>
    public static byte[] WithoutNativeCode(byte[] assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(new MemoryStream(assembly));
        module.Architecture = TargetArchitecture.I386;
        module.Attributes = ModuleAttributes.ILOnly;
        using MemoryStream portable = new();
        module.Write(portable);
        return portable.ToArray();
    }

    private static bool IsInstruction(MethodReference method) =>
        method.DeclaringType.Namespace is Namespace or Namespace + ".Arm" or Namespace + ".X86" && !method.HasThis && !method.HasGenericParameters;

    private static void Add(ModuleDefinition module, MethodReference wanted, CustomAttribute intrinsic)
    {
        TypeDefinition? type = module.GetType(wanted.DeclaringType.GetElementType().FullName);
        if (type is null)
        {
            type = new TypeDefinition(
                wanted.DeclaringType.Namespace,
                wanted.DeclaringType.Name,
                TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.BeforeFieldInit,
                module.TypeSystem.Object);
            type.CustomAttributes.Add(new CustomAttribute(intrinsic.Constructor));
            module.Types.Add(type);
        }

        MethodDefinition method = new(wanted.Name, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, Map(type, wanted.ReturnType));
        foreach (ParameterDefinition parameter in wanted.Parameters)
        {
            method.Parameters.Add(new ParameterDefinition(Map(type, parameter.ParameterType)));
        }

        if (type.Methods.Any(existing => existing.Name == method.Name
            && existing.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(method.Parameters.Select(parameter => parameter.ParameterType.FullName))))
        {
            return;
        }

        method.CustomAttributes.Add(new CustomAttribute(intrinsic.Constructor));
        ILProcessor body = method.Body.GetILProcessor();
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            body.Emit(OpCodes.Ldarg, parameter);
        }

        body.Emit(OpCodes.Call, type.HasGenericParameters ? new MethodReference(method.Name, method.ReturnType, OfItself(type)) : method);
        body.Emit(OpCodes.Ret);
        type.Methods.Add(method);
    }

    /// <summary>A field repeated as often as its name says: what the compiler makes of a list of values that goes to a span.</summary>
    private static void AddInlineArray(ModuleDefinition module, TypeReference wanted)
    {
        if (module.GetType(wanted.FullName) is not null)
        {
            return;
        }

        const TypeAttributes Structure = TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit;
        TypeDefinition type = new(wanted.Namespace, wanted.Name, Structure, module.GetType("System.ValueType"));
        GenericParameter element = new("T", type);
        type.GenericParameters.Add(element);
        type.Fields.Add(new FieldDefinition("_element", FieldAttributes.Private, element));
        MethodDefinition constructor = module.GetType("System.Runtime.CompilerServices.InlineArrayAttribute").Methods.Single(method => method.IsConstructor && !method.IsStatic);
        int length = int.Parse(wanted.Name["InlineArray".Length..wanted.Name.IndexOf('`', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        type.CustomAttributes.Add(new CustomAttribute(constructor) { ConstructorArguments = { new CustomAttributeArgument(module.TypeSystem.Int32, length) } });
        module.Types.Add(type);
    }

    /// <summary>A generic type as its own methods see it.</summary>
    private static GenericInstanceType OfItself(TypeDefinition type)
    {
        GenericInstanceType instance = new(type);
        type.GenericParameters.ToList().ForEach(instance.GenericArguments.Add);
        return instance;
    }

    /// <summary>The library's own name of a type that a method of <paramref name="declaring"/> takes or returns.</summary>
    private static TypeReference Map(TypeDefinition declaring, TypeReference type)
    {
        switch (type)
        {
            case GenericParameter parameter:
                return declaring.GenericParameters[parameter.Position];
            case GenericInstanceType generic:
                GenericInstanceType mapped = new(declaring.Module.GetType(generic.ElementType.FullName));
                generic.GenericArguments.Select(argument => Map(declaring, argument)).ToList().ForEach(mapped.GenericArguments.Add);
                return mapped;
            default:
                return declaring.Module.GetType(type.FullName);
        }
    }
}
