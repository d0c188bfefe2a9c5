package org.radiologygpt.fhir;

import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.radiologygpt.draft.ModelIdentity;

/** The two machines behind a draft: one Device per model and adapter, one per version of this engine. */
final class DraftDevices {
    private DraftDevices() {}

    static Device model(ModelIdentity model) {
        String weights = model.digest().isBlank() ? "name:" + model.name() : model.digest();
        String value = model.adapter().isBlank() ? weights : weights + "+" + model.adapter();
        Device device = device(FhirUris.MODEL, value, model.name(), "Large language model");
        if (!model.adapter().isBlank()) {
            device.addVersion().setType(Concepts.text("LoRA adapter")).setValue(model.adapter());
        }
        if (!model.digest().isBlank()) {
            device.addVersion().setType(Concepts.text("Digest of the weights")).setValue(model.digest());
        }
        if (!model.precision().isBlank()) {
            device.addVersion()
                    .setType(Concepts.text("Precision of the weights"))
                    .setValue(model.precision());
        }
        return device;
    }

    static Device engine(DraftSettings settings) {
        String value = settings.engineName() + "/" + settings.engineVersion();
        Device device = device(FhirUris.ENGINE, value, settings.engineName(), "Drafting engine");
        device.addVersion().setValue(settings.engineVersion());
        return device;
    }

    private static Device device(String system, String value, String name, String type) {
        Device device = new Device();
        device.addIdentifier().setSystem(system).setValue(value);
        device.setStatus(FHIRDeviceStatus.ACTIVE);
        device.addDeviceName().setName(name).setType(DeviceNameType.USERFRIENDLYNAME);
        device.setType(Concepts.text(type));
        return device;
    }
}
